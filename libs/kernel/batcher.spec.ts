import { expect, test } from '@jest/globals';
import { Batcher, BatcherFull } from './batcher.js';

const options = { maxItems: 3, maxInFlight: 1, maxWaiting: 100 };

test('items of one turn share a run, in the order of their arrival, bounded', async () => {
  const runs: number[][] = [];
  const batcher = new Batcher<number, number>(options, (items) => {
    runs.push(items);
    return Promise.resolve(items.map((item) => item * 10));
  });
  expect(await Promise.all([1, 2, 3, 4].map((item) => batcher.add(item)))).toEqual([10, 20, 30, 40]);
  expect(runs).toEqual([[1, 2, 3], [4]]);
});

test('a run that throws fails its items and those that wait, and the next one is served', async () => {
  let down = true;
  const batcher = new Batcher<number, number>(options, (items) =>
    down ? Promise.reject(new Error('down')) : Promise.resolve(items),
  );
  const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map((item) => batcher.add(item)));
  expect(outcomes.every((outcome) => outcome.status === 'rejected')).toBe(true);
  down = false;
  expect(await batcher.add(6)).toBe(6);
});

test('one more than may wait is refused at once', async () => {
  const batcher = new Batcher<number, number>({ ...options, maxWaiting: 1 }, (items) => Promise.resolve(items));
  const first = batcher.add(1);
  await expect(batcher.add(2)).rejects.toThrow(BatcherFull);
  expect(await first).toBe(1);
});

test('a run that gives too few results is a fault, not a silent undefined', async () => {
  const batcher = new Batcher<number, number>(options, () => Promise.resolve([]));
  await expect(batcher.add(1)).rejects.toThrow('a run of 1 items gave 0 results');
});
