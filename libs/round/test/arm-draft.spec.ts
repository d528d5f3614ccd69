import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RoundRoom } from './round-room.js';

let room: RoundRoom;
beforeAll(async () => {
  room = await RoundRoom.open();
  const csv = Buffer.from('clinic_code,name,district,address,phone\nPC01,名,区,址,1\n');
  await room.importClinics.execute({ csv, actor: 'ops' });
});
afterAll(async () => {
  await room.close();
});

const header = 'clinic_code,day_after_opening,starts,ends,capacity\n';

function importing(roundId: number, capacity: number) {
  const csv = Buffer.from(`${header}PC01,1,08:00,09:00,${String(capacity)}\n`);
  return room.importSlots.execute({ roundId, csv, actor: 'ops' });
}

async function tenPlaces(): Promise<number> {
  const { id } = await room.draft({ declaredQuota: 10 });
  await importing(id, 10);
  return id;
}

test('counting first and arming afterwards publishes a round whose places are not what was declared', async () => {
  const id = await tenPlaces();
  const counted = await room.rounds.countPlaces(id);
  await importing(id, 300);
  expect(counted === 10 && (await room.rounds.moveTo(id, ['draft'], 'armed'))).toBe(true);
  expect(await room.rounds.countPlaces(id)).toBe(300);
});

test('armed in one step, whatever comes in at the same moment, a published round has the places it declares', async () => {
  const ends = new Set<string>();
  for (let tried = 0; tried < 30; tried += 1) {
    const id = await tenPlaces();
    const arming = (delayMs: number) =>
      new Promise((wake) => setTimeout(wake, delayMs)).then(() => room.rounds.armDraft(id));
    const [armed, imported] = await Promise.all([
      arming(tried % 6),
      importing(id, 300).then(
        () => 'imported',
        (error: unknown) => (error as { code: string }).code,
      ),
    ]);
    const places = await room.rounds.countPlaces(id);
    const { state } = (await room.rounds.find(id)) ?? {};
    ends.add(`${armed.kind}, ${imported}, ${String(state)} with ${String(places)}`);
  }
  const lawful = ['armed, round/wrong-state, armed with 10', 'mismatch, imported, draft with 300'];
  expect(lawful).toEqual(expect.arrayContaining([...ends]));
});

test('of two that arm one does, and a draft that does not add up says by how much', async () => {
  const id = await tenPlaces();
  const answers = await Promise.all([room.rounds.armDraft(id), room.rounds.armDraft(id)]);
  expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['armed', 'no-draft']);
  const { id: other } = await room.draft({ declaredQuota: 10 });
  expect(await room.rounds.armDraft(other)).toEqual({ kind: 'mismatch', places: 0 });
  expect(await room.rounds.armDraft(4_000_000_000)).toEqual({ kind: 'no-draft' });
});
