import { describe, expect, test } from '@jest/globals';
import type { Figures } from './figures.js';
import { verdictsOf, type Evidence } from './verdicts.js';

const quantiles = (max: number): NonNullable<Figures['latenessMs']> => ({ count: 1, p50: 1, p95: 1, p99: max, max });
const figures: Figures = {
  presses: { all: 20_000, sameKeyAgain: 0, otherKeyAgain: 0, early: 0, replyLost: 0 },
  ...{ sent: 20_000, answers: {}, unanswered: 0, refused: 0 },
  latencyMs: { everybody: quantiles(2_999) },
  ...{ offeredPerS: 10_000, sentPerS: 10_000, answeredPerS: 10_000, latenessMs: quantiles(3) },
  ...{ firstBookedMs: 5, lastBookedMs: 580, lastAnswerMs: 2_100 },
};
const good: Evidence = {
  options: { people: 20_000, spreadS: 2 },
  ...{ places: 3_392, booked: 3_392, unready: 0, outsiders: 50, outsidersRefused: 50, figures },
  violations: {
    ...{ oversold: 0, personsTwice: 0, placesTwice: 0, confirmedMissing: 0, winnersToldSoldOut: 0 },
    ...{ soldOutWithPlacesLeft: 0, toldTwoBookings: 0, bookedUntold: 0, grantedEarly: 0, strangers: 0 },
  },
  ...{ toldEarly: 0, firstGrantMs: 2, lastGrantMs: 570 },
  gate: { remaining: 0, free: 0, slots: 0, grantsWithoutBooking: 0, bookingsWithoutGrant: 0 },
  gateAgreedAfterMs: 40,
  otherShare: 0.02,
};
const told = (evidence: Evidence, verdict: string): string[] =>
  verdictsOf(evidence)
    .filter((one) => one.verdict === verdict)
    .map((one) => one.promise);

test('a good rush of the promised size keeps everything', () => {
  expect(told(good, 'PASS')).toHaveLength(13);
  expect(told(good, 'FAIL')).toEqual([]);
});

describe('integrity', () => {
  test.each([
    ['oversold', 'I1'],
    ['placesTwice', 'I1'],
    ['personsTwice', 'I2'],
    ['strangers', 'I2'],
    ['confirmedMissing', 'I3'],
    ['winnersToldSoldOut', 'I5'],
    ['soldOutWithPlacesLeft', 'I5'],
    ['bookedUntold', 'I5'],
    ['toldTwoBookings', 'I6'],
    ['grantedEarly', 'T1'],
  ] as const)('one %s breaks %s and nothing else', (violation, promise) => {
    expect(told({ ...good, violations: { ...good.violations, [violation]: 1 } }, 'FAIL')).toEqual([promise]);
  });

  test.each<[string, Partial<Evidence>, string]>([
    ['a booking told before the opening', { toldEarly: 1 }, 'T1'],
    ['a gate that never agreed', { gateAgreedAfterMs: undefined }, 'I4'],
    ['a gate that differs', { gate: { ...good.gate, free: 1 } }, 'I4'],
    ['an outsider with a pass', { outsidersRefused: 49 }, 'P3'],
    ['an unanswered press', { figures: { ...figures, unanswered: 1 } }, '-'],
    ['a press refused otherwise', { figures: { ...figures, refused: 1 } }, '-'],
    ['somebody eligible without a pass', { unready: 1 }, '-'],
  ])('%s breaks its promise', (_, over, promise) => {
    expect(told({ ...good, ...over }, 'FAIL')).toEqual([promise]);
  });

  test('is judged however late the generator was', () => {
    const late = {
      ...good,
      figures: { ...figures, latenessMs: quantiles(51) },
      violations: { ...good.violations, oversold: 1 },
    };
    expect(told(late, 'FAIL')).toEqual(['I1']);
  });
});

describe('times', () => {
  test.each<[string, Partial<Evidence>, string]>([
    ['the last place told after 0.6 s', { figures: { ...figures, lastBookedMs: 601 } }, 'S5'],
    ['the last place granted after 0.6 s', { lastGrantMs: 601 }, 'S5'],
    ['an answer after 3 s', { figures: { ...figures, latencyMs: { everybody: quantiles(3_001) } } }, 'S5'],
    ['a first grant 101 ms after the first tap', { firstGrantMs: 101 }, 'T1'],
    ['no grant at all', { firstGrantMs: undefined }, 'T1'],
  ])('%s breaks its promise', (_, over, promise) => {
    expect(told({ ...good, ...over }, 'FAIL')).toEqual([promise]);
  });

  test('are not judged when the generator was late, or cannot tell', () => {
    expect(told({ ...good, figures: { ...figures, latenessMs: quantiles(51) } }, 'unjudged')).toEqual([
      'T1',
      'S5',
      'S5',
    ]);
    expect(told({ ...good, figures: { ...figures, latenessMs: undefined } }, 'unjudged')).toHaveLength(3);
  });

  test('are not judged on a machine that works for something else', () => {
    const busy = { ...good, otherShare: 0.26, lastGrantMs: 601, violations: { ...good.violations, oversold: 1 } };
    expect(told(busy, 'unjudged')).toEqual(['T1', 'S5', 'S5']);
    expect(told(busy, 'FAIL')).toEqual(['I1']);
  });

  test('are not judged for a rush the promise is not about', () => {
    const smaller = { ...good, options: { people: 2_000, spreadS: 2 }, booked: 2_000 };
    expect(told(smaller, 'unjudged')).toEqual(['S5']);
    const heavier = { ...good, options: { people: 40_000, spreadS: 2 } };
    expect(told(heavier, 'unjudged')).toEqual(['S5']);
    expect(told({ ...good, booked: 3_391 }, 'unjudged')).toEqual(['S5']);
  });
});
