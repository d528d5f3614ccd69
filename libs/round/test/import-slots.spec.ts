import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { refusalOf, RoundRoom, slotLines } from './round-room.js';

let room: RoundRoom;
beforeAll(async () => {
  room = await RoundRoom.open();
  await room.importClinics.execute({ csv: readFileSync('demo/clinics.csv'), actor: 'ops' });
});
afterAll(async () => {
  await room.close();
});

const header = 'clinic_code,day_after_opening,starts,ends,capacity\n';

function importing(roundId: number, body: string) {
  return room.importSlots.execute({ roundId, csv: Buffer.from(header + body), actor: 'ops' });
}

test('the slots of Datong come in: 24 clinics, 212 slots, 3392 places, as many as were declared', async () => {
  const { id } = await room.draft();
  const report = await room.importSlots.execute({ roundId: id, csv: readFileSync('demo/slots.csv'), actor: 'ops' });
  expect(report).toEqual({
    ...{ rows: 212, imported: 212, clinics: 24, places: 3_392, declaredQuota: 3_392 },
    ...{ matchesDeclaredQuota: true, errors: [] },
  });
  expect(await room.rounds.countPlaces(id)).toBe(3_392);
  const lines = await slotLines(room, id);
  expect(lines).toHaveLength(212);
  expect(lines).toContain('PC01,2023-12-25,08:30,11:30,16');
});

test('the day of a slot is counted from the opening day in Beijing, not in Greenwich', async () => {
  const opensAtMs = Date.parse('2024-02-28T00:30:00+08:00');
  const { id } = await room.draft({ opensAtMs });
  await importing(id, 'PC01,0,08:00,09:00,1\nPC01,2,08:00,09:00,1\nPC01,365,08:00,09:00,1\n');
  expect(await slotLines(room, id)).toEqual([
    'PC01,2024-02-28,08:00,09:00,1',
    'PC01,2024-03-01,08:00,09:00,1',
    'PC01,2025-02-27,08:00,09:00,1',
  ]);
});

test('a second file replaces the first one wholly, and says when the quota is missed', async () => {
  const { id } = await room.draft({ declaredQuota: 30 });
  expect(await importing(id, 'PC01,1,08:00,09:00,10\nPC02,1,08:00,09:00,20\n')).toMatchObject({
    matchesDeclaredQuota: true,
  });
  const second = await importing(id, 'PC02,1,08:30,09:00,7\n');
  expect(second).toMatchObject({ places: 7, declaredQuota: 30, matchesDeclaredQuota: false });
  expect(await slotLines(room, id)).toEqual(['PC02,2023-12-21,08:30,09:00,7']);
});

test('one fault, and the slots the draft had stay; what the ledger knows is told with what the file says', async () => {
  const { id } = await room.draft();
  await importing(id, 'PC01,1,08:00,09:00,10\n');
  const before = await room.contents();
  const refusal = await refusalOf(
    importing(id, 'PC01,1,08:00,09:00,10\nPC99,1,08:00,09:00,10\nPC02,1,08:00,09:00,-3\n'),
  );
  expect(refusal).toMatchObject({
    code: 'round/import-invalid',
    facts: {
      errorCount: 2,
      errors: [
        { row: 3, column: 'clinic_code', code: 'clinic-unknown' },
        { row: 4, column: 'capacity', code: 'capacity-invalid' },
      ],
    },
  });
  expect(await room.contents()).toEqual(before);
});

test.each(['armed', 'paused', 'closed'])('slots of an %s round cannot be replaced', async (state) => {
  const { id } = await room.draft();
  await room.ledger.dataSource.query('UPDATE round SET state = ? WHERE id = ?', [state, id]);
  expect(await refusalOf(importing(id, 'PC01,1,08:00,09:00,10\n'))).toMatchObject({
    code: 'round/wrong-state',
    facts: { state },
  });
  expect(await slotLines(room, id)).toEqual([]);
});

test('a round that is not there has no slots', async () => {
  expect(await refusalOf(importing(4_000_000_000, 'PC01,1,08:00,09:00,10\n'))).toMatchObject({ code: 'round/unknown' });
});

test('of two files at once one wins whole; nothing of the other is left', async () => {
  const { id } = await room.draft();
  const morning = Array.from({ length: 50 }, (_, day) => `PC01,${String(day)},08:00,12:00,40\n`).join('');
  const evening = Array.from({ length: 50 }, (_, day) => `PC02,${String(day)},08:00,12:00,30\n`).join('');
  for (let round = 0; round < 5; round += 1) {
    const reports = await Promise.all([morning, evening, morning, evening].map((body) => importing(id, body)));
    expect(reports.map(({ places }) => places)).toEqual([2_000, 1_500, 2_000, 1_500]);
    const lines = await slotLines(room, id);
    expect(lines).toHaveLength(50);
    expect(new Set(lines.map((line) => line.slice(0, 4))).size).toBe(1);
  }
});

test('the largest round there may be comes in and is replaced', async () => {
  const { id } = await room.draft({ declaredQuota: 1_000_000 });
  const days = Array.from({ length: 100 }, (_, day) => `PC01,${String(day)},08:00,12:00,9999\n`).join('');
  expect(await importing(id, `${days}PC02,0,08:00,12:00,100\n`)).toMatchObject({
    places: 1_000_000,
    matchesDeclaredQuota: true,
  });
  expect(await room.rounds.countPlaces(id)).toBe(1_000_000);
  expect(await importing(id, 'PC01,1,08:00,09:00,10\n')).toMatchObject({ places: 10 });
  expect(await slotLines(room, id)).toHaveLength(1);
}, 120_000);
