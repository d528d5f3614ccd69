import { expect, test } from '@jest/globals';
import { busyMsIn, readBusyMs } from './machine-busy.js';

test('time at work is counted, time spent idle, waiting for a disk or stolen is not', () => {
  const stat = 'cpu  10 2 30 1000 500 4 5 70 0 0\ncpu0 9 9 9 9 9 9 9 9 0 0\nintr 1\n';
  expect(busyMsIn(stat)).toBe(510);
});

test('work done here is seen', () => {
  const before = readBusyMs();
  const until = performance.now() + 100;
  while (performance.now() < until);
  expect(readBusyMs() - before).toBeGreaterThanOrEqual(50);
});
