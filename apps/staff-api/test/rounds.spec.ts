import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RunningStaffApi } from './running-staff-api.js';

let api: RunningStaffApi;
let admin: string;
beforeAll(async () => {
  api = await RunningStaffApi.start();
  const { administrator } = await api.members();
  admin = ((await api.signIn(administrator)).body as { token: string }).token;
});
afterAll(async () => {
  await api.stop();
});

const HOUR_MS = 3_600_000;
const { quota, opensAt, title, authority, channel, service, eligibility } = JSON.parse(
  readFileSync('demo/datong.json', 'utf8'),
) as {
  quota: number;
  opensAt: string;
  title: string;
  authority: string;
  channel: string;
  service: string;
  eligibility: object;
};
const datong = { title, authority, channel, service, eligibility, declaredQuota: quota, opensAt, closesAt: null };

async function post(path: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  return (await api.ask('POST', path, { as: admin, body })) as { status: number; body: Record<string, unknown> };
}

async function draft(changes: object = {}): Promise<string> {
  const { status, body } = await post('/api/rounds', { ...datong, ...changes });
  expect([status, body['code']]).toEqual([201, undefined]);
  return `/api/rounds/${String(body['roundId'])}`;
}

test('the round of Datong is prepared, armed, moved, paused, resumed and closed, and every act is in the audit', async () => {
  const clinics = await api.sendCsv('/api/clinics/import', readFileSync('demo/clinics.csv', 'utf8'), admin);
  expect(clinics).toMatchObject({ status: 200, body: { rows: 24, imported: 24, added: 24, errors: [] } });
  expect((await api.ask('GET', '/api/clinics', { as: admin })).body).toMatchObject({ clinics: { length: 24 } });

  const openingMs = Date.now() + 24 * HOUR_MS;
  const round = await draft({ opensAt: new Date(openingMs).toISOString() });
  expect(await post(`${round}/arm`, { reason: '太早了' })).toMatchObject({
    status: 409,
    body: { code: 'round/quota-mismatch', places: 0, declaredQuota: 3_392 },
  });
  expect(await api.ask('GET', `${round}/gate`, { as: admin })).toMatchObject({ status: 200, body: { ledgerEpoch: 0 } });

  const slots = await api.sendCsv(`${round}/slots/import`, readFileSync('demo/slots.csv', 'utf8'), admin);
  expect(slots).toMatchObject({
    status: 200,
    body: { rows: 212, imported: 212, clinics: 24, places: 3_392, matchesDeclaredQuota: true },
  });
  expect((await api.ask('GET', round, { as: admin })).body).toMatchObject({
    state: 'draft',
    places: 3_392,
    slots: { length: 212 },
  });

  expect(await post(`${round}/arm`, { reason: '按公告准备' })).toMatchObject({ status: 200, body: { state: 'armed' } });
  expect((await api.ask('GET', `${round}/gate`, { as: admin })).body).toMatchObject({
    ledgerEpoch: 1,
    armed: {
      epoch: 1,
      state: 'open',
      places: 3_392,
      free: 3_392,
      granted: 0,
      remaining: 3_392,
      remainingInSlots: 3_392,
    },
  });

  const later = new Date(openingMs + HOUR_MS).toISOString();
  expect(await api.ask('PATCH', round, { as: admin, body: { title: '新标题' } })).toMatchObject({
    status: 409,
    body: { code: 'round/wrong-state' },
  });
  expect(await api.ask('PATCH', round, { as: admin, body: { opensAt: later, reason: '推迟一小时' } })).toMatchObject({
    ...{ status: 200, body: { opensAt: later, title } },
  });
  expect((await api.ask('GET', `${round}/gate`, { as: admin })).body).toMatchObject({
    armed: { opensAtMs: openingMs + HOUR_MS },
  });
  expect(await api.sendCsv(`${round}/slots/import`, readFileSync('demo/slots.csv', 'utf8'), admin)).toMatchObject({
    status: 409,
  });

  expect(await post(`${round}/pause`, { reason: '临时演练' })).toMatchObject({
    status: 200,
    body: { state: 'paused' },
  });
  expect(await post(`${round}/resume`, { reason: '演练结束' })).toMatchObject({
    status: 200,
    body: { state: 'armed' },
  });
  expect(await post(`${round}/close`, { reason: '改期再办' })).toMatchObject({
    status: 200,
    body: { state: 'closed' },
  });
  expect(await post(`${round}/resume`, { reason: '不行了' })).toMatchObject({
    status: 409,
    body: { code: 'round/wrong-state' },
  });

  const subject = `round:${round.split('/').at(-1) ?? ''}`;
  const { body } = await api.ask('GET', `/api/audit?subject=${subject}&limit=4`, { as: admin });
  const page = body as { events: { actor: string; action: string; reason: string }[]; next: number };
  const next = await api.ask('GET', `/api/audit?subject=${subject}&before=${String(page.next)}`, { as: admin });
  const events = [...page.events, ...(next.body as typeof page).events];
  expect(events.map(({ actor, action, reason }) => [actor, action, reason])).toEqual([
    ['the-administrator', 'round/close', '改期再办'],
    ['the-administrator', 'round/resume', '演练结束'],
    ['the-administrator', 'round/pause', '临时演练'],
    ['the-administrator', 'round/move-opening', '推迟一小时'],
    ['the-administrator', 'round/arm', '按公告准备'],
    ['the-administrator', 'round/import-slots', '212 slots, 3392 places'],
    ['the-administrator', 'round/draft', 'drafted'],
  ]);
});

test('a draft is edited field by field; null is not leaving out', async () => {
  const round = await draft();
  const closesAt = '2023-12-20T20:00:00+08:00';
  const edited = await api.ask('PATCH', round, { as: admin, body: { title: ' 新标题 ', closesAt, eligibility: {} } });
  expect(edited).toMatchObject({
    status: 200,
    body: { title: '新标题', closesAt: '2023-12-20T12:00:00.000Z', eligibility: {}, service },
  });
  expect(await api.ask('PATCH', round, { as: admin, body: { closesAt: null } })).toMatchObject({
    status: 200,
    body: { closesAt: null },
  });
  expect(await api.ask('PATCH', round, { as: admin, body: { title: null } })).toMatchObject({
    ...{ status: 422, body: { code: 'request/invalid', fields: [{ field: 'title' }] } },
  });
});

test.each([
  ['title', { title: '' }],
  ['title', { title: '   ' }],
  ['title', { title: '题'.repeat(121) }],
  ['title', { title: 'x\ufe0f'.repeat(61) }],
  ['title', { title: '两\n行' }],
  ['service', { service: '务'.repeat(61) }],
  ['authority', { authority: ['a'] }],
  ['channel', { channel: undefined }],
  ['declaredQuota', { declaredQuota: 0 }],
  ['declaredQuota', { declaredQuota: -3_392 }],
  ['declaredQuota', { declaredQuota: 1_000_001 }],
  ['declaredQuota', { declaredQuota: 1.5 }],
  ['declaredQuota', { declaredQuota: '3392' }],
  ['opensAt', { opensAt: '2023-12-20T08:00:00' }],
  ['opensAt', { opensAt: '2023-02-30T08:00:00+08:00' }],
  ['opensAt', { opensAt: '0023-12-20T08:00:00+08:00' }],
  ['opensAt', { opensAt: 1_703_030_400_000 }],
  ['closesAt', { closesAt: 'when all are gone' }],
  ['eligibility', { eligibility: undefined }],
  ['eligibility', { eligibility: [] }],
  ['eligibility.minAge', { eligibility: { minAge: -1 } }],
  ['eligibility.maxAge', { eligibility: { minAge: 9, maxAge: 5 } }],
  ['eligibility.height', { eligibility: { height: 170 } }],
  ['state', { state: 'armed' }],
  ['gateEpoch', { gateEpoch: 7 }],
])('a draft with a wrong %s is refused by its name', async (field, wrong) => {
  const { status, body } = await post('/api/rounds', { ...datong, ...wrong });
  expect([status, body['code'], body['fields']]).toEqual([
    422,
    'request/invalid',
    [{ field, rules: expect.any(Array) }],
  ]);
});

test('a window that makes no sense is refused', async () => {
  expect(await post('/api/rounds', { ...datong, closesAt: opensAt })).toMatchObject({
    status: 422,
    body: { code: 'round/window-invalid' },
  });
});

test.each(['x', '0', '-1', '1.5', '99999999999', '4294967296', '4294967295', '1%20OR%201', '%00'])(
  'there is no round %s',
  async (id) => {
    for (const [method, path, body] of [
      ['GET', `/api/rounds/${id}`, undefined],
      ['PATCH', `/api/rounds/${id}`, {}],
      ['POST', `/api/rounds/${id}/arm`, { reason: 'because' }],
      ['GET', `/api/rounds/${id}/gate`, undefined],
    ] as const) {
      expect([path, (await api.ask(method, path, { as: admin, body })).status]).toEqual([path, 404]);
    }
    expect((await api.sendCsv(`/api/rounds/${id}/slots/import`, 'x', admin)).status).toBe(404);
  },
);

test.each([
  undefined,
  {},
  { reason: '' },
  { reason: ' n ' },
  { reason: 'x'.repeat(201) },
  { reason: 1 },
  { reason: 'two\nlines' },
])('steering with the reason of %j is refused', async (body) => {
  const round = await draft();
  for (const move of ['arm', 'pause', 'resume', 'close']) {
    expect([move, (await post(`${round}/${move}`, body)).body['code']]).toEqual([move, 'request/invalid']);
  }
});

test.each([
  'limit=0',
  'limit=201',
  'limit=x',
  'before=-1',
  'before=1e400',
  'subject=%E4%B8%80',
  'subject=',
  'all=yes',
  'subject=a&subject=b',
])('the audit is not asked for %s', async (query) => {
  expect(await api.ask('GET', `/api/audit?${query}`, { as: admin })).toMatchObject({
    status: 422,
    body: { code: 'request/invalid' },
  });
});

test('with the gate gone rounds are still prepared, and arming says that it cannot be done now', async () => {
  const clinic = { code: 'LAST', name: '名', district: '区', address: '址', phone: '1' };
  expect((await post('/api/clinics', clinic)).status).toBe(201);
  await api.gate.server.process.kill();
  const round = await draft({ declaredQuota: 1 });
  const slots = 'clinic_code,day_after_opening,starts,ends,capacity\nLAST,1,08:00,09:00,1\n';
  expect((await api.sendCsv(`${round}/slots/import`, slots, admin)).status).toBe(200);
  const startedAt = performance.now();
  const armed = await api.ask('POST', `${round}/arm`, { as: admin, body: { reason: 'try anyway' } });
  expect(armed).toMatchObject({ status: 503, body: { code: 'quota/gate-unavailable' } });
  expect(armed.headers.get('retry-after')).toBe('1');
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  expect((await api.ask('GET', round, { as: admin })).body).toMatchObject({ state: 'draft' });
});
