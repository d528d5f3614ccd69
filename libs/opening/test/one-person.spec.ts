import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { newId } from '#kernel';
import { testLedger, testRedis, type TestLedger, type TestRedis } from '../../../apps/stack/src/testing.js';
import { count, draftRound, entities, Heart, makePersons, tapOf, type TestRound } from './heart.js';

let ledger: TestLedger;
let server: TestRedis;
let hearts: Heart[];
let round: TestRound;

beforeAll(async () => {
  [ledger, server] = await Promise.all([testLedger(entities), testRedis()]);
  hearts = await Promise.all([1, 2, 3].map(() => Heart.start(ledger, server.server.url)));
  round = await draftRound(ledger.dataSource, [2_000, 500]);
  await hearts[0]?.arm.execute({ roundId: round.roundId, actor: 'test', reason: 'test' });
  await Promise.all(hearts.map((heart) => heart.directory.refresh()));
});
/** Whatever happened, gate and ledger say the same afterwards without anybody mending them. */
afterEach(async () => {
  expect(await hearts[0]?.reconcile.execute(round.roundId)).toEqual({
    released: 0,
    adopted: 0,
    conflicts: 0,
    pending: 0,
  });
  const { live } = await count(ledger.dataSource, round.roundId);
  const armed = (await hearts[0]?.gate.inspect(round.roundId))?.armed;
  expect(armed).toMatchObject({ granted: live, free: 2_500 - live, remaining: 2_500 - live });
});
afterAll(async () => {
  await Promise.all(hearts.map((heart) => heart.stop()));
  await Promise.all([ledger.close(), server.close()]);
});

test('control: a count that is read and then written lets one person have many', async () => {
  const [person] = await makePersons(ledger.dataSource, 1);
  let booked = 0;
  await ledger.dataSource.query('CREATE TABLE naive (person_id VARCHAR(36), place_no INT)');
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      const rows = (await ledger.dataSource.query('SELECT * FROM naive WHERE person_id = ?', [
        person?.personId,
      ])) as unknown[];
      if (rows.length > 0) return;
      await ledger.dataSource.query('INSERT INTO naive VALUES (?, 1)', [person?.personId]);
      booked += 1;
    }),
  );
  expect(booked).toBeGreaterThan(1);
});

test('twenty parallel taps of one person over three processes and two accounts: one booking, a thousand times of a thousand', async () => {
  const people = await makePersons(ledger.dataSource, 1_000);
  const others = await makePersons(ledger.dataSource, 1_000);
  let exactlyOne = 0;
  for (const [i, { personId, accountId }] of people.entries()) {
    const accounts = [accountId, others[i]?.accountId ?? accountId];
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, async (_, tap) => {
        const person = { personId, accountId: accounts[tap % 2] ?? accountId };
        return hearts[tap % 3]?.bookPlace.execute(tapOf(round.roundId, person));
      }),
    );
    const fresh = outcomes.filter((outcome) => outcome?.kind === 'booked' && outcome.fresh);
    const ids = new Set(outcomes.map((outcome) => outcome && 'booking' in outcome && outcome.booking.id));
    if (fresh.length === 1 && ids.size === 1 && !ids.has(false)) exactlyOne += 1;
  }
  expect(exactlyOne).toBe(1_000);
  expect(await count(ledger.dataSource, round.roundId)).toEqual({ live: 1_000, places: 1_000, persons: 1_000 });
});

test('the same key a hundred times over three processes: one effect, one body; other choices under it are refused', async () => {
  const [person] = await makePersons(ledger.dataSource, 1);
  if (!person) throw new Error('no person');
  const before = await count(ledger.dataSource, round.roundId);
  const tap = tapOf(round.roundId, person, newId());
  const outcomes = await Promise.all(
    Array.from({ length: 100 }, async (_, i) => hearts[i % 3]?.bookPlace.execute(tap)),
  );
  const bodies = new Set(
    outcomes.map((outcome) =>
      JSON.stringify(Object.entries(outcome && 'booking' in outcome ? outcome.booking : {}).sort()),
    ),
  );
  expect(outcomes.every((outcome) => outcome?.kind === 'booked')).toBe(true);
  expect(outcomes.filter((outcome) => outcome?.kind === 'booked' && outcome.fresh)).toHaveLength(1);
  expect(bodies.size).toBe(1);
  expect((await count(ledger.dataSource, round.roundId)).live).toBe(before.live + 1);
  const other = await hearts[1]?.bookPlace.execute({ ...tap, choices: [{ clinicId: round.clinicId }] });
  expect(other).toEqual({ kind: 'key-reused' });
});

test('a cancelled booking is not made again by a late copy of its request, and its place can be booked again', async () => {
  const [first, second] = await makePersons(ledger.dataSource, 2);
  const heart = hearts[0];
  if (!first || !second || !heart) throw new Error('nobody there');
  const tap = tapOf(round.roundId, first);
  const booked = await heart.bookPlace.execute(tap);
  if (booked.kind !== 'booked') throw new Error(booked.kind);
  const { slotId, placeNo } = booked.booking;
  expect((await heart.cancelBooking.execute(booked.booking.id, first.accountId)).cancelledAtMs).not.toBeNull();
  const late = await heart.bookPlace.execute(tap);
  expect(late).toMatchObject({ kind: 'booked', fresh: false, booking: { id: booked.booking.id } });
  const next = await heart.bookPlace.execute({ ...tapOf(round.roundId, second), choices: [{ slotId }] });
  expect(next).toMatchObject({ kind: 'booked', fresh: true, booking: { slotId, placeNo } });
});

test('nobody can cancel what another account booked', async () => {
  const [first, second] = await makePersons(ledger.dataSource, 2);
  const heart = hearts[0];
  if (!first || !second || !heart) throw new Error('nobody there');
  const booked = await heart.bookPlace.execute(tapOf(round.roundId, first));
  if (booked.kind !== 'booked') throw new Error(booked.kind);
  await expect(heart.cancelBooking.execute(booked.booking.id, second.accountId)).rejects.toThrow('booking/unknown');
  await expect(heart.cancelBooking.execute(newId(), second.accountId)).rejects.toThrow('booking/unknown');
  expect((await heart.ledger.find(booked.booking.id))?.cancelledAtMs).toBeNull();
});
