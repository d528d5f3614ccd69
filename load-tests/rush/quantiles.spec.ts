import { expect, test } from '@jest/globals';
import { quantilesOf } from './quantiles.js';

test('of one to a hundred, the ranks themselves', () => {
  const shuffled = Array.from({ length: 100 }, (_, i) => ((i * 37) % 100) + 1);
  expect(quantilesOf(shuffled)).toEqual({ count: 100, p50: 50, p95: 95, p99: 99, max: 100 });
});

test('of one measurement, that one', () => {
  expect(quantilesOf([7])).toEqual({ count: 1, p50: 7, p95: 7, p99: 7, max: 7 });
});

test('numbers are not compared as text, and nothing measured is nothing', () => {
  expect(quantilesOf([10, 9, 100])?.max).toBe(100);
  expect(quantilesOf([])).toBeUndefined();
});
