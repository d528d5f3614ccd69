import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Booking } from '#booking';
import { newId } from '#kernel';
import { testLedger, testRedis, type TestLedger, type TestRedis } from '../../../apps/stack/src/testing.js';
import { draftRound, entities, Heart, makePersons } from './heart.js';

let ledger: TestLedger;
let server: TestRedis;
let heart: Heart;
beforeAll(async () => {
  [ledger, server] = await Promise.all([testLedger(entities), testRedis()]);
  heart = await Heart.start(ledger, server.server.url);
});
afterAll(async () => {
  await heart.stop();
  await Promise.all([ledger.close(), server.close()]);
});

let codes = 0;

async function bookingsOf(many: number): Promise<Booking[]> {
  const { roundId, slotIds } = await draftRound(ledger.dataSource, [many]);
  await ledger.dataSource.query("UPDATE round SET state = 'armed', gate_epoch = 1 WHERE id = ?", [roundId]);
  const people = await makePersons(ledger.dataSource, many);
  return people.map((person, i) => ({
    ...person,
    id: newId(),
    code: String((codes += 1)).padStart(11, '0'),
    roundId,
    slotId: slotIds[0] ?? 0,
    placeNo: i + 1,
    grantedAtMs: Date.now(),
    gateEpoch: 1,
    idempotencyKey: newId(),
    choices: 'a',
    cancelledAtMs: null,
  }));
}

const again = (booking: Booking, change: Partial<Booking>): Booking => ({
  ...{ ...booking, id: newId(), code: String((codes += 1)).padStart(11, '0') },
  ...change,
});

test('of many rows those that collide are told why, and all others are entered', async () => {
  const all = await bookingsOf(60);
  const [a, b, c, ...rest] = all;
  if (!a || !b || !c) throw new Error('too few');
  expect(await heart.ledger.enter([a, b, c])).toEqual(['entered', 'entered', 'entered']);
  await heart.ledger.cancel(c.id, c.accountId, Date.now());
  const [free1, free2] = [rest.pop(), rest.pop()];
  if (!free1 || !free2) throw new Error('too few');
  const personAgain = again(a, { idempotencyKey: newId(), placeNo: free1.placeNo });
  const placeAgain = again(free2, { placeNo: b.placeNo });
  const keyAgain = again(c, {});
  const outcomes = await heart.ledger.enter([
    personAgain,
    ...rest.slice(0, 20),
    placeAgain,
    keyAgain,
    ...rest.slice(20),
  ]);
  expect(outcomes[0]).toBe('person-taken');
  expect(outcomes.slice(21, 23)).toEqual(['place-taken', 'key-taken']);
  expect(outcomes.filter((outcome) => outcome === 'entered')).toHaveLength(rest.length);
});

test('a code that exists already is told as such, also among others', async () => {
  const [first, ...rest] = await bookingsOf(9);
  if (!first) throw new Error('too few');
  expect(await heart.ledger.enter([first])).toEqual(['entered']);
  const same = rest.map((booking, i) => (i === 5 ? { ...booking, code: first.code } : booking));
  const outcomes = await heart.ledger.enter(same);
  expect(outcomes[5]).toBe('code-taken');
  expect(outcomes.filter((outcome) => outcome === 'entered')).toHaveLength(7);
});

test('rows of an epoch that is over are all refused, and none is entered', async () => {
  const bookings = await bookingsOf(5);
  const outcomes = await heart.ledger.enter(bookings.map((booking) => ({ ...booking, gateEpoch: 7 })));
  expect(new Set(outcomes)).toEqual(new Set(['stale-epoch']));
  expect(await heart.ledger.liveGrants(bookings[0]?.roundId ?? 0)).toEqual([]);
});
