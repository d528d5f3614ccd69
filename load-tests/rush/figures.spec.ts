import { expect, test } from '@jest/globals';
import type { Answer } from './answer.js';
import { figuresOf } from './figures.js';
import { gatherByPerson } from './person-told.js';
import type { PlannedTap } from './tap-plan.js';
import type { Told } from './tapping.js';

const press = (person: number, atMs: number, over: Partial<PlannedTap> = {}): PlannedTap => ({
  ...{ person, atMs, key: 'k', kind: 'first' as const, replyLost: false },
  ...over,
});
const told = (
  tap: PlannedTap,
  sentMs: number | undefined,
  toldMs: number,
  name: string,
  answer: Answer,
  over: Partial<Told> = {},
): Told => ({
  ...{ tap, attempt: 0, intendedMs: tap.atMs, handedMs: over.intendedMs ?? tap.atMs, sentMs, toldMs, name, answer },
  ...over,
});
const booked: Answer = { kind: 'booked', bookingId: 'b' };

test('an opening of four presses in figures', () => {
  const plan = [
    press(0, -10),
    press(1, 0, { replyLost: true }),
    press(1, 20, { kind: 'second-other-key' }),
    press(2, 90),
  ];
  const [early, lost, second, last] = plan as [PlannedTap, PlannedTap, PlannedTap, PlannedTap];
  const all = [
    told(early, -9, -8, '409 round/not-open', { kind: 'early', msUntilOpen: 8 }),
    told(lost, 1, 2, 'reply lost on purpose', { kind: 'unknown' }),
    told(early, 3, 7, '201 booked', booked, { attempt: 1, intendedMs: 2 }),
    told(second, 24, 31, '201 booked', { kind: 'booked', bookingId: 'c' }, { handedMs: 22 }),
    told(lost, 240, 246, '200 booked, said again', { kind: 'booked', bookingId: 'c' }, { attempt: 1, intendedMs: 235 }),
    told(last, undefined, 300, 'no connection', { kind: 'unknown' }),
    told(last, 310, 390, '409 quota/sold-out', { kind: 'sold-out' }, { attempt: 1, intendedMs: 310 }),
  ];
  const figures = figuresOf(all, plan, gatherByPerson(all, 3), 100);
  expect(figures).toMatchObject({
    presses: { all: 4, sameKeyAgain: 0, otherKeyAgain: 1, early: 1, replyLost: 1 },
    ...{ sent: 6, unanswered: 0, refused: 0, firstBookedMs: 7, lastBookedMs: 31, lastAnswerMs: 390 },
    latenessMs: { count: 7, max: 2 },
    connectionWaitMs: { count: 6, max: 5 },
    latencyMs: {
      everybody: { count: 3, p50: 31, max: 300 },
      replyNotLost: { count: 2, max: 300 },
      booked: { count: 2, max: 31 },
    },
  });
  expect(figures.answers).toEqual({
    '201 booked': 2,
    ...{ '409 round/not-open': 1, 'reply lost on purpose': 1, '200 booked, said again': 1 },
    ...{ 'no connection': 1, '409 quota/sold-out': 1 },
  });
  // From 0 to 100 ms: three presses planned, two sent for the first time, two answered.
  expect(figures).toMatchObject({ offeredPerS: 30, sentPerS: 20, answeredPerS: 20 });
});

test('a rush in which nothing came back has no figures to show, and says what is missing', () => {
  const plan = [press(0, 0)];
  const silence = [told(plan[0] as PlannedTap, 0, 30_000, 'no answer in time', { kind: 'unknown' })];
  const figures = figuresOf(silence, plan, gatherByPerson(silence, 1), 100);
  expect(figures).toMatchObject({ unanswered: 1, lastAnswerMs: undefined, answeredPerS: 0 });
  expect(figures.latencyMs.everybody).toBeUndefined();
});
