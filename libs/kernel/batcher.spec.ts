import { expect, test } from '@jest/globals';
import { Batcher } from './batcher.js';

const options = { maxItems: 3, eagerInFlight: 1, maxInFlight: 1, maxWaiting: 100 };

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

test('a full run goes at once, not at the end of the turn', async () => {
  const runs: number[][] = [];
  const batcher = new Batcher<number, number>({ ...options, maxInFlight: 2 }, (items) => {
    runs.push(items);
    return Promise.resolve(items);
  });
  const answers = [1, 2, 3, 4].map((item) => batcher.add(item));
  expect(runs).toEqual([[1, 2, 3]]);
  expect(await Promise.all(answers)).toEqual([1, 2, 3, 4]);
});

test('one more than may wait is refused at once', async () => {
  const batcher = new Batcher<number, number>({ ...options, maxWaiting: 1 }, (items) => Promise.resolve(items));
  const first = batcher.add(1);
  await expect(batcher.add(2)).rejects.toThrow('request/overloaded');
  expect(await first).toBe(1);
});

test('a run that gives too few results is a fault, not a silent undefined', async () => {
  const batcher = new Batcher<number, number>(options, () => Promise.resolve([]));
  await expect(batcher.add(1)).rejects.toThrow('a run of 1 items gave 0 results');
});

test('while a run is in flight only full ones join it; what is left goes when it is over', async () => {
  const runs: number[][] = [];
  const ends: (() => void)[] = [];
  const batcher = new Batcher<number, number>({ ...options, maxInFlight: 2 }, async (items) => {
    runs.push(items);
    await new Promise<void>((end) => ends.push(end));
    return items;
  });
  const turn = (): Promise<void> => new Promise((next) => setImmediate(next));
  const answers = [1].map((item) => batcher.add(item));
  await turn();
  answers.push(...[2, 3].map((item) => batcher.add(item)));
  await turn();
  expect(runs).toEqual([[1]]);
  answers.push(...[4, 5, 6, 7, 8].map((item) => batcher.add(item)));
  await turn();
  expect(runs).toEqual([[1], [2, 3, 4]]);
  ends[0]?.();
  await turn();
  await turn();
  expect(runs).toEqual([[1], [2, 3, 4], [5, 6, 7]]);
  ends[1]?.();
  ends[2]?.();
  await turn();
  await turn();
  ends[3]?.();
  expect(await Promise.all(answers)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(runs).toHaveLength(4);
});
