import { expect, test } from '@jest/globals';
import type { Answer } from './answer.js';
import { gatherByPerson } from './person-told.js';
import type { PlannedTap } from './tap-plan.js';
import type { Told } from './tapping.js';

const press = (person: number, atMs: number, replyLost = false): PlannedTap => ({
  person,
  atMs,
  key: 'k',
  kind: 'first',
  replyLost,
});
const told = (tap: PlannedTap, toldMs: number, answer: Answer): Told => ({
  tap,
  attempt: 0,
  intendedMs: tap.atMs,
  handedMs: tap.atMs,
  sentMs: tap.atMs,
  toldMs,
  name: answer.kind,
  answer,
});

test('answers of all presses and retries come together', () => {
  const [first, second] = [press(0, 5, true), press(0, 25)];
  const [person] = gatherByPerson(
    [
      told(first, 6, { kind: 'unknown' }),
      told(second, 40, { kind: 'booked', bookingId: 'b' }),
      told(first, 300, { kind: 'booked', bookingId: 'b' }),
    ],
    1,
  );
  expect(person).toEqual({
    fromMs: 5,
    definiteMs: 40,
    bookingIds: new Set(['b']),
    soldOut: false,
    refusals: [],
    unanswered: 0,
    lost: true,
  });
});

test('an early press counts from the opening', () => {
  const early = press(0, -120);
  const [person] = gatherByPerson(
    [told(early, -110, { kind: 'early', msUntilOpen: 110 }), told(early, 9, { kind: 'sold-out' })],
    1,
  );
  expect(person).toMatchObject({ fromMs: 0, definiteMs: 9, soldOut: true });
});

test('a press without a definite answer is unanswered even when the other press was answered', () => {
  const [a, b] = [press(0, 0), press(0, 1)];
  const [person] = gatherByPerson([told(a, 2, { kind: 'refused' }), told(b, 30_000, { kind: 'unknown' })], 1);
  expect(person).toMatchObject({ unanswered: 1, refusals: ['refused'], definiteMs: 2 });
});

test('people are kept apart', () => {
  const people = gatherByPerson([told(press(1, 3), 4, { kind: 'sold-out' })], 3);
  expect(people.map((person) => person.soldOut)).toEqual([false, true, false]);
  expect(people[0]?.definiteMs).toBeUndefined();
});
