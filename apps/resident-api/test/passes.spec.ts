import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PassVerifier } from '#identity';
import { codeOf, IdentityApp } from './identity-app.js';

let app: IdentityApp;
let roundId: number;

beforeAll(async () => {
  app = await IdentityApp.start();
  roundId = await app.newRound('armed', '2026-12-20T08:00:00+08:00');
});
afterAll(() => app.stop());

test('passes are issued to an eligible person, with choices of this round', async () => {
  const browser = await app.signedIn('o-pass');
  const { personId } = (await browser.ask('POST', '/api/me/persons', app.onRecord())).json<{ personId: string }>();
  const url = `/api/rounds/${String(roundId)}/passes`;
  const issued = await browser.ask('POST', url, { personId, choices: [{ any: true }] });
  expect(issued.statusCode).toBe(201);
  const { pass, expiresAtMs, verdicts } = issued.json<{ pass: string; expiresAtMs: number; verdicts: unknown[] }>();
  expect(app.nest.get(PassVerifier).verify(pass)).toMatchObject({ personId, roundId, expiresAtMs });
  expect(verdicts).toHaveLength(3);
  expect((await browser.ask('POST', url, { personId })).statusCode).toBe(201);
  for (const choices of [
    [],
    [{}],
    [{ slotId: 99 }],
    [{ slotId: 2 ** 53 }],
    [{ any: false }],
    'any',
    null,
    Array(9).fill({ any: true }),
  ]) {
    const refused = await browser.ask('POST', url, { personId, choices });
    expect([refused.statusCode, codeOf(refused)]).toEqual([422, 'booking/choices-invalid']);
  }
});

test('passes are refused with every rule’s verdict to who is not eligible, and to who is not on the account', async () => {
  const browser = await app.signedIn('o-young');
  const { personId } = (await browser.ask('POST', '/api/me/persons', app.onRecord('2020-01-01'))).json<{
    personId: string;
  }>();
  const url = `/api/rounds/${String(roundId)}/passes`;
  const refused = await browser.ask('POST', url, { personId });
  expect([refused.statusCode, codeOf(refused)]).toEqual([403, 'identity/not-eligible']);
  expect(refused.json<{ verdicts: unknown[] }>().verdicts).toMatchObject([
    { rule: 'sex', met: true },
    { rule: 'min-age', met: false, sentence: { 'zh-CN': expect.any(String), en: expect.any(String) } },
    { rule: 'max-age', met: true },
  ]);
  expect(codeOf(await (await app.signedIn('o-elsewhere')).ask('POST', url, { personId }))).toBe(
    'identity/person-unknown',
  );
  expect(codeOf(await browser.ask('POST', url, { personId: 'x' }))).toBe('request/invalid');
});

test('passes are not to be had for a round that is unknown, in draft or over', async () => {
  const browser = await app.signedIn('o-rounds');
  const { personId } = (await browser.ask('POST', '/api/me/persons', app.onRecord())).json<{ personId: string }>();
  const draft = await app.newRound('draft', '2026-12-20T08:00:00+08:00');
  const closed = await app.newRound('closed', '2026-11-20T08:00:00+08:00');
  const past = await app.newRound('armed', '2026-11-20T08:00:00+08:00', '2026-11-21T08:00:00+08:00');
  const open = await app.newRound('armed', '2026-11-20T08:00:00+08:00');
  const answers = [];
  for (const id of [draft, 4_000_000_000, '0', '1e0', 'x', closed, past, open]) {
    const response = await browser.ask('POST', `/api/rounds/${String(id)}/passes`, { personId });
    answers.push(response.statusCode === 201 ? 201 : codeOf(response));
  }
  expect(answers).toEqual([
    ...['round/unknown', 'round/unknown', 'round/unknown', 'round/unknown', 'round/unknown'],
    ...['round/closed', 'round/closed', 201],
  ]);
});
