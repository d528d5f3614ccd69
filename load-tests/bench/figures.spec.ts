import { expect, test } from '@jest/globals';
import { contenderNames, type ContenderName, type PerContender } from './contender.js';
import { figuresOf, median, ratiosOf } from './figures.js';
import type { WindowResult } from './generator/window.js';

/** A second's window of so many answers, at so much CPU of the API for each. */
function turn(answers: number, apiUs: number, other: Record<string, number> = {}): WindowResult {
  return {
    whole: { sent: answers, expected: answers, other },
    measured: {
      ...{ ms: 1_000, expected: answers, p50: 2, p99: 9, othersMs: 50 },
      cpuMs: { api: (answers * apiUs) / 1_000 },
    },
  };
}

/** Rounds from one list of turns for each contender. */
function roundsOf(turns: PerContender<WindowResult[]>): PerContender<WindowResult>[] {
  return turns.booking.map(
    (_, i) =>
      Object.fromEntries(contenderNames.map((name) => [name, turns[name][i]])) as Record<ContenderName, WindowResult>,
  );
}

test('the median of an odd number is the middle one, of an even number the mean of the two in the middle', () => {
  expect(median([9, 1, 100])).toBe(9);
  expect(median([100, 10, 2, 1])).toBe(6);
  expect(median([])).toBeNaN();
});

test('a ratio is made within each round, and the median of those counts', () => {
  const rounds = roundsOf({
    // The machine is three times as slow in the second round: no ratio of that round suffers from it.
    emptyPost: [turn(30_000, 30), turn(10_000, 90), turn(20_000, 30)],
    booking: [turn(15_000, 45), turn(5_000, 135), turn(20_000, 30)],
    soldOut: [turn(27_000, 33), turn(9_000, 99), turn(10_000, 60)],
    textbook: [turn(1_000, 500), turn(500, 1_500), turn(2_000, 500)],
  });
  const ratios = ratiosOf(rounds);
  expect(ratios.bookingToEmpty).toBeCloseTo(0.5);
  expect(ratios.bookingCpuToEmpty).toBeCloseTo(1.5);
  expect(ratios.bookingToTextbook).toBeCloseTo(10);
  expect(ratios.soldOutToEmpty).toBeCloseTo(0.9);
});

test('figures are medians of the rounds, and answers nobody expected are added up', () => {
  const [one, two, three] = [turn(10, 100, { '503': 1 }), turn(30, 200), turn(20, 300, { '503': 2, lost: 1 })];
  const turns = [one, two, three];
  const { booking } = figuresOf(roundsOf({ emptyPost: turns, booking: turns, soldOut: turns, textbook: turns }));
  expect(booking).toEqual({
    ...{ perS: 20, perSRange: [10, 30], p50Ms: 2, p99Ms: 9, othersCores: 0.05 },
    cpuUs: { api: 200 },
    other: { '503': 3, lost: 1 },
  });
});
