import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { GRACE_MS } from '#opening';
import { testLedger, testRedis, type TestLedger, type TestRedis } from '../../../apps/stack/src/testing.js';
import { count, draftRound, entities, Heart, makePersons, tapOf, type TestRound } from './heart.js';

let ledger: TestLedger;
let server: TestRedis;
let heart: Heart;
let round: TestRound;

beforeAll(async () => {
  [ledger, server] = await Promise.all([testLedger(entities), testRedis()]);
  heart = await Heart.start(ledger, server.server.url);
});
beforeEach(async () => {
  round = await draftRound(ledger.dataSource, [4, 4]);
  await heart.arm.execute({ roundId: round.roundId, actor: 'test', reason: 'test' });
  await heart.directory.refresh();
});
afterAll(async () => {
  await heart.stop();
  await Promise.all([ledger.close(), server.close()]);
});

async function onePerson(): Promise<{ personId: string; accountId: string }> {
  const [person] = await makePersons(ledger.dataSource, 1);
  if (!person) throw new Error('nobody there');
  return person;
}

const anyPlace = [{ low: 0, high: 10 ** 12 }];

test('a grant that came to nothing is taken back after the grace, not before', async () => {
  const { roundId, slotIds } = round;
  const { personId } = await onePerson();
  const epoch = (await heart.rounds.find(roundId))?.gateEpoch ?? 0;
  await heart.gate.ask(roundId, epoch, [{ personId, ranges: anyPlace }]);
  expect(await heart.reconcile.execute(roundId)).toMatchObject({ pending: 1, released: 0 });
  // The same grant, as if made before the grace.
  const old = { personId, slotId: slotIds[0] ?? 0, placeNo: 1, grantedAtMs: Date.now() - GRACE_MS - 1_000 };
  await heart.gate.adopt(roundId, old);
  expect(await heart.reconcile.execute(roundId)).toMatchObject({ pending: 0, released: 1 });
  expect((await heart.gate.inspect(roundId)).armed).toMatchObject({ free: 8, granted: 0, remaining: 8 });
});

test('a booking the gate has lost is learnt again, also when its place was given to another who came to nothing', async () => {
  const { roundId } = round;
  const person = await onePerson();
  const booked = await heart.bookPlace.execute(tapOf(roundId, person));
  if (booked.kind !== 'booked') throw new Error(booked.kind);
  await heart.gate.release(roundId, booked.booking);
  expect(await heart.reconcile.execute(roundId)).toMatchObject({ adopted: 1 });
  expect((await heart.gate.inspect(roundId)).armed).toMatchObject({ free: 7, granted: 1 });

  await heart.gate.release(roundId, booked.booking);
  const other = await onePerson();
  const epoch = (await heart.rounds.find(roundId))?.gateEpoch ?? 0;
  const { slotId, placeNo } = booked.booking;
  const itsPlace = { low: slotId * 10_000 + placeNo, high: slotId * 10_000 + placeNo };
  await heart.gate.ask(roundId, epoch, [{ personId: other.personId, ranges: [itsPlace] }]);
  expect(await heart.reconcile.execute(roundId)).toMatchObject({ adopted: 1, conflicts: 0 });
  expect(await heart.reconcile.execute(roundId)).toEqual({ released: 0, adopted: 0, conflicts: 0, pending: 0 });
  expect((await heart.gate.inspect(roundId)).armed).toMatchObject({ free: 7, granted: 1, remaining: 7 });
});

test('somebody whom the gate gave a taken place gets another, and the gate learns whose it was', async () => {
  const { roundId } = round;
  const [first, second] = [await onePerson(), await onePerson()];
  const booked = await heart.bookPlace.execute(tapOf(roundId, first));
  if (booked.kind !== 'booked') throw new Error(booked.kind);
  await heart.gate.release(roundId, booked.booking);
  const { slotId } = booked.booking;
  const next = await heart.bookPlace.execute({ ...tapOf(roundId, second), choices: [{ slotId }] });
  expect(next).toMatchObject({ kind: 'booked', fresh: true });
  expect(await heart.reconcile.execute(roundId)).toEqual({ released: 0, adopted: 0, conflicts: 0, pending: 0 });
  expect(await count(ledger.dataSource, roundId)).toEqual({ live: 2, places: 2, persons: 2 });
});

test('nothing is granted after a pause has returned, until it is resumed', async () => {
  const { roundId } = round;
  const steering = { roundId, actor: 'test', reason: 'test' };
  await heart.steer.execute('pause', steering);
  const person = await onePerson();
  expect(await heart.bookPlace.execute(tapOf(roundId, person))).toEqual({ kind: 'paused' });
  await heart.steer.execute('resume', steering);
  expect(await heart.bookPlace.execute(tapOf(roundId, person))).toMatchObject({ kind: 'booked' });
  await heart.steer.execute('close', steering);
  expect(await heart.bookPlace.execute(tapOf(roundId, await onePerson()))).toEqual({ kind: 'closed' });
  await expect(heart.steer.execute('resume', steering)).rejects.toThrow('round/wrong-state');
  // Also when nothing but the ledger is left of it.
  await heart.directory.refresh();
  await heart.redis.flushall();
  expect(await heart.bookPlace.execute(tapOf(roundId, await onePerson()))).toEqual({ kind: 'closed' });
  expect(await heart.bookPlace.execute(tapOf(roundId, person))).toMatchObject({ kind: 'already-booked' });
});

test('a round whose places are not its declared quota is not armed', async () => {
  const { roundId } = await draftRound(ledger.dataSource, [4]);
  await ledger.dataSource.query('UPDATE round SET declared_quota = 5 WHERE id = ?', [roundId]);
  await expect(heart.arm.execute({ roundId, actor: 'test', reason: 'test' })).rejects.toThrow('round/quota-mismatch');
});
