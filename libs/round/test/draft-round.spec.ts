import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { datong, opensAtMs, refusalOf, RoundRoom, slotLines } from './round-room.js';

let room: RoundRoom;
beforeAll(async () => {
  room = await RoundRoom.open();
  await room.importClinics.execute({
    csv: Buffer.from('clinic_code,name,district,address,phone\nPC01,名,区,址,1\n'),
    actor: 'ops',
  });
});
afterAll(async () => {
  await room.close();
});

const DAY_MS = 86_400_000;

test('a draft is what was said of it, and nobody has opened or granted anything', async () => {
  const round = await room.draft({ closesAtMs: opensAtMs + DAY_MS });
  expect(round).toEqual({
    ...{ id: round.id, ...datong, closesAtMs: opensAtMs + DAY_MS },
    ...{ state: 'draft', gateEpoch: 0, allocation: 'first-come' },
  });
  expect(await room.rounds.find(round.id)).toEqual(round);
  const { events } = await room.audit.list({ subject: `round:${String(round.id)}` });
  expect(events.map(({ actor, action }) => [actor, action])).toEqual([['ops', 'round/draft']]);
});

test.each([
  ['closes before it opens', { closesAtMs: opensAtMs - 1 }],
  ['closes the instant it opens', { closesAtMs: opensAtMs }],
  ['opens in another age', { opensAtMs: Date.parse('0023-12-20T08:00:00+08:00') }],
  ['opens never', { opensAtMs: Number.NaN }],
  ['closes in another age', { closesAtMs: Date.parse('9999-12-20T08:00:00+08:00') }],
])('a round that %s is refused', async (_, window) => {
  expect(await refusalOf(room.draft(window))).toMatchObject({ code: 'round/window-invalid' });
});

test('what is not mentioned in an edit stays', async () => {
  const round = await room.draft({ closesAtMs: opensAtMs + DAY_MS });
  const edited = await room.editRound.execute(round.id, { title: '新标题', closesAtMs: null }, 'ops');
  expect(edited).toEqual({ ...round, title: '新标题', closesAtMs: null });
  expect(await room.rounds.find(round.id)).toEqual(edited);
});

test('an edit is judged with what stays: an opening cannot be moved behind the closing', async () => {
  const { id } = await room.draft({ closesAtMs: opensAtMs + DAY_MS });
  const refusal = await refusalOf(room.editRound.execute(id, { opensAtMs: opensAtMs + 2 * DAY_MS }, 'ops'));
  expect(refusal).toMatchObject({ code: 'round/window-invalid', facts: { reason: 'closes-before-it-opens' } });
  expect(await room.rounds.find(id)).toMatchObject({ opensAtMs });
});

test.each([
  ['forward by one day', '2023-12-21T08:00:00+08:00', ['2023-12-22', '2023-12-23', '2023-12-24']],
  ['back by one day', '2023-12-19T08:00:00+08:00', ['2023-12-20', '2023-12-21', '2023-12-22']],
  ['over the end of the year', '2024-01-31T08:00:00+08:00', ['2024-02-01', '2024-02-02', '2024-02-03']],
  ['within the day', '2023-12-20T23:59:59+08:00', ['2023-12-21', '2023-12-22', '2023-12-23']],
  ['past midnight in Beijing', '2023-12-21T00:00:00+08:00', ['2023-12-22', '2023-12-23', '2023-12-24']],
  ['past midnight in Greenwich only', '2023-12-20T07:59:59+08:00', ['2023-12-21', '2023-12-22', '2023-12-23']],
])('when the opening moves %s, the days of the slots keep their distance', async (_, opensAt, days) => {
  const { id } = await room.draft();
  const slots = [1, 2, 3].map((day) => `PC01,${String(day)},08:00,09:00,5\n`).join('');
  const csv = Buffer.from(`clinic_code,day_after_opening,starts,ends,capacity\n${slots}`);
  await room.importSlots.execute({ roundId: id, csv, actor: 'ops' });
  const ids = (await room.rounds.slotsOf(id)).map((slot) => slot.id);
  await room.editRound.execute(id, { opensAtMs: Date.parse(opensAt) }, 'ops');
  expect(await slotLines(room, id)).toEqual(days.map((day) => `PC01,${day},08:00,09:00,5`));
  expect((await room.rounds.slotsOf(id)).map((slot) => slot.id)).toEqual(ids);
});

test('an edit and an import at once leave days that fit the opening', async () => {
  const csv = Buffer.from('clinic_code,day_after_opening,starts,ends,capacity\nPC01,1,08:00,09:00,5\n');
  for (let tried = 0; tried < 10; tried += 1) {
    const { id } = await room.draft();
    await Promise.all([
      room.importSlots.execute({ roundId: id, csv, actor: 'ops' }),
      room.editRound.execute(id, { opensAtMs: opensAtMs + 10 * DAY_MS }, 'ops'),
    ]);
    expect(await slotLines(room, id)).toEqual(['PC01,2023-12-31,08:00,09:00,5']);
  }
});

test.each(['armed', 'paused', 'closed'])('the facts of an %s round stand', async (state) => {
  const round = await room.draft();
  await room.ledger.dataSource.query('UPDATE round SET state = ? WHERE id = ?', [state, round.id]);
  const refusal = await refusalOf(room.editRound.execute(round.id, { title: '新标题' }, 'ops'));
  expect(refusal).toMatchObject({ code: 'round/wrong-state', facts: { state } });
  expect(await room.rounds.find(round.id)).toMatchObject({ title: datong.title });
});

test('a round that is not there cannot be edited', async () => {
  expect(await refusalOf(room.editRound.execute(4_000_000_000, {}, 'ops'))).toMatchObject({ code: 'round/unknown' });
});
