import { expect, test } from '@jest/globals';
import { waitBeforeRetryMs } from './patience.js';

const waits = (attempt: number, retryAfterMs?: number): (number | undefined)[] =>
  [0, 0.999].map((random) => {
    const answer =
      retryAfterMs === undefined ? { kind: 'unknown' as const } : { kind: 'unknown' as const, retryAfterMs };
    return waitBeforeRetryMs(answer, attempt, () => random);
  });

test('the first wait is 200 to 600 ms, each later one twice as long, up to a limit', () => {
  expect(waits(0)).toEqual([200, expect.closeTo(600, -1)]);
  expect(waits(1)).toEqual([400, expect.closeTo(1_200, -1)]);
  expect(waits(20)).toEqual([2_500, expect.closeTo(7_500, -1)]);
});

test('Retry-After is a least, and those who got the same one do not come back together', () => {
  expect(waits(0, 1_000)).toEqual([1_000, expect.closeTo(1_500, -1)]);
});

test('who was early comes back at the opening', () => {
  expect(waitBeforeRetryMs({ kind: 'early', msUntilOpen: 120 }, 0, () => 0.5)).toBe(130);
});

test('a definite answer ends it', () => {
  expect(waitBeforeRetryMs({ kind: 'sold-out' }, 0, () => 0)).toBeUndefined();
  expect(waitBeforeRetryMs({ kind: 'booked', bookingId: 'x' }, 0, () => 0)).toBeUndefined();
  expect(waitBeforeRetryMs({ kind: 'refused' }, 0, () => 0)).toBeUndefined();
});
