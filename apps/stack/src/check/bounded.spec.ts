import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { bounded } from './bounded.js';

test('no more than the allowed number are under way, and none is left out', async () => {
  let underWay = 0;
  let most = 0;
  const squares = await bounded(2, [1, 2, 3, 4, 5], async (n) => {
    most = Math.max(most, ++underWay);
    for (let turn = 0; turn < n; turn++) await setImmediate();
    underWay--;
    return n * n;
  });
  expect(most).toBe(2);
  expect(squares).toEqual([1, 4, 9, 16, 25]);
});
