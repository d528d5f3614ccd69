import { expect, test } from '@jest/globals';
import { readGateClock } from './gate-clock.js';

test('the quickest answer counts, and the truth lies within its error', () => {
  const ahead = 5_000.3;
  const sample = (askedMs: number, there: number, back: number): Parameters<typeof readGateClock>[0][number] => ({
    askedMs,
    answeredMs: askedMs + there + back,
    saidMs: Math.floor(askedMs + there + ahead),
  });
  const { offsetMs, errorMs } = readGateClock([sample(0, 40, 1), sample(100, 1.5, 0.2), sample(200, 3, 9)]);
  expect(Math.abs(offsetMs - ahead)).toBeLessThanOrEqual(errorMs);
  expect(errorMs).toBeCloseTo(1.85);
});

test('without an answer there is no clock', () => {
  expect(() => readGateClock([])).toThrow('no sample');
});
