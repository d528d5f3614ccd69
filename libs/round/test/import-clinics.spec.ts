import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Refusal } from '#kernel';
import { refusalOf, RoundRoom } from './round-room.js';

let room: RoundRoom;
beforeAll(async () => {
  room = await RoundRoom.open();
});
afterAll(async () => {
  await room.close();
});

const header = 'clinic_code,name,district,address,phone\n';

function importing(body: string) {
  return room.importClinics.execute({ csv: Buffer.from(header + body), actor: 'ops' });
}

async function clinicOf(code: string): Promise<unknown> {
  return (await room.clinics.list()).find((clinic) => clinic.code === code);
}

test('the clinics of Datong come in, 24 of them, and a second time change nothing', async () => {
  const csv = readFileSync('demo/clinics.csv');
  expect(await room.importClinics.execute({ csv, actor: 'ops' })).toEqual({
    ...{ rows: 24, imported: 24, added: 24, updated: [], unchanged: 0, errors: [] },
  });
  const stored = await room.clinics.list();
  expect(stored).toHaveLength(24);
  expect(stored.find(({ code }) => code === 'PC01')).toMatchObject({
    code: 'PC01',
    name: '平城区白登山街道社区卫生服务中心（示例）',
    district: '平城区',
  });
  expect(await room.importClinics.execute({ csv, actor: 'ops' })).toMatchObject({
    imported: 24,
    added: 0,
    unchanged: 24,
  });
  expect(await room.clinics.list()).toEqual(stored);
});

test('a clinic that is there already gets new details and keeps its identity', async () => {
  await importing('U1,旧名,区,址,1\n');
  const before = await clinicOf('U1');
  expect(await importing('U1,新名,区,址,+86 2\nU2,另一家,区,址,3\n')).toMatchObject({
    added: 1,
    updated: ['U1'],
    unchanged: 0,
  });
  expect(await clinicOf('U1')).toEqual({ ...(before as object), name: '新名', phone: '+86 2' });
});

test('cells that look like formulas are kept as they are', async () => {
  await importing('F1,=1+1,@区,"-1,+2",+86 352\n');
  expect(await clinicOf('F1')).toMatchObject({ name: '=1+1', district: '@区', address: '-1,+2', phone: '+86 352' });
});

test('one fault and nothing of the file is stored, not even the audit of it', async () => {
  const before = await room.contents();
  const refusal = await refusalOf(importing('N1,名,区,址,1\nN2,名,区,址,1\nN1,名,区,址,1\n'));
  expect(refusal).toMatchObject({
    code: 'round/import-invalid',
    facts: { errorCount: 1, errors: [{ row: 4, column: 'clinic_code', code: 'clinic-duplicate' }] },
  });
  expect(await room.contents()).toEqual(before);
});

test('the act is audited with its figures', async () => {
  await importing('A1,名,区,址,1\n');
  const { events } = await room.audit.list({ subject: 'clinics', limit: 1 });
  expect(events[0]).toMatchObject({
    actor: 'ops',
    action: 'round/import-clinics',
    reason: '1 added, 0 updated, 0 unchanged',
  });
});

test('ten imports of the same new clinics at once all succeed, and each clinic is there once', async () => {
  const codes = Array.from({ length: 40 }, (_, i) => `RACE${String(i)}`);
  const results = await Promise.all(
    Array.from({ length: 10 }, (_, i) => {
      const order = i % 2 === 0 ? codes : codes.toReversed();
      return importing(order.map((code) => `${code},名,区,址,1\n`).join(''));
    }),
  );
  expect(results.map(({ imported }) => imported)).toEqual(Array.from({ length: 10 }, () => 40));
  expect(results.reduce((sum, { added }) => sum + added, 0)).toBe(40);
  expect((await room.clinics.list()).filter(({ code }) => code.startsWith('RACE'))).toHaveLength(40);
});

test('a clinic added by hand is there, and not a second time', async () => {
  const clinic = { code: 'H1', name: '名', district: '区', address: '址', phone: '1' };
  expect(await room.addClinic.execute(clinic, 'ops')).toEqual({ id: expect.any(Number), ...clinic });
  const refusals = await Promise.all([1, 2].map(() => refusalOf(room.addClinic.execute(clinic, 'ops'))));
  expect(refusals.map((refusal) => refusal instanceof Refusal && refusal.code)).toEqual([
    'round/clinic-duplicate',
    'round/clinic-duplicate',
  ]);
  expect((await room.audit.list({ subject: 'clinic:H1' })).events).toHaveLength(1);
});
