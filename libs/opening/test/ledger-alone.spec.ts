import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Refusal } from '#kernel';
import type { Gate, GateAnswer, GateQuestion } from '#quota';
import { testLedger, testRedis, type TestLedger, type TestRedis } from '../../../apps/stack/src/testing.js';
import { ModelGate } from '../../quota/test/model-gate.js';
import { count, draftRound, entities, Heart, makePersons, tapOf } from './heart.js';

const PLACES = 40;
const PEOPLE = 300;

/** A broken gate: yes to everybody, each time, with any place at all. */
class AlwaysYes extends ModelGate {
  constructor(private readonly slotId: number) {
    super(() => Date.now());
  }

  override ask(_roundId: number, epoch: number, questions: readonly GateQuestion[]): Promise<GateAnswer[]> {
    return Promise.resolve(
      questions.map(({ personId }) => ({
        kind: 'granted',
        epoch,
        grant: {
          personId,
          slotId: this.slotId,
          placeNo: 1 + Math.floor(Math.random() * PLACES),
          grantedAtMs: Date.now(),
        },
      })),
    );
  }
}

let ledger: TestLedger;
let server: TestRedis;
beforeAll(async () => {
  [ledger, server] = await Promise.all([testLedger(entities), testRedis()]);
});
afterAll(async () => {
  await Promise.all([ledger.close(), server.close()]);
});

/** Everybody taps twice with keys of their own, against three processes that all have the broken gate. */
async function rushOn(test: TestLedger): Promise<{ live: number; places: number; persons: number }> {
  const { roundId, slotIds } = await draftRound(test.dataSource, [PLACES]);
  const gate: Gate = new AlwaysYes(slotIds[0] ?? 0);
  const hearts = await Promise.all([1, 2, 3].map(() => Heart.start(test, server.server.url, gate)));
  await test.dataSource.query("UPDATE round SET state = 'armed', gate_epoch = 1 WHERE id = ?", [roundId]);
  await Promise.all(hearts.map((heart) => heart.directory.refresh()));
  const people = await makePersons(test.dataSource, PEOPLE);
  await Promise.all(
    [...people, ...people].map(async (person, i) => {
      try {
        await hearts[(i + (i < PEOPLE ? 0 : 1)) % 3]?.bookPlace.execute(tapOf(roundId, person));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }),
  );
  await Promise.all(hearts.map((heart) => heart.stop()));
  return count(test.dataSource, roundId);
}

test('control: with a gate that always says yes and a ledger without its unique constraints, places are sold twice', async () => {
  const open = await testLedger(entities);
  for (const constraint of ['uq_booking_place', 'uq_booking_person']) {
    // A foreign key wants an index under it; a plain one does not forbid anything.
    const columns = constraint === 'uq_booking_place' ? 'slot_id, place_no' : 'round_id, person_id';
    await open.dataSource.query(`ALTER TABLE booking ADD KEY plain_${constraint} (${columns}), DROP KEY ${constraint}`);
  }
  const { live, places, persons } = await rushOn(open);
  await open.close();
  expect(live).toBeGreaterThan(places);
  expect(live).toBeGreaterThan(persons);
});

test('with a gate that always says yes, the ledger alone sells each place once and each person once', async () => {
  const { live, places, persons } = await rushOn(ledger);
  expect(live).toBeGreaterThan(PLACES / 2);
  expect(live).toBeLessThanOrEqual(PLACES);
  expect(places).toBe(live);
  expect(persons).toBe(live);
});
