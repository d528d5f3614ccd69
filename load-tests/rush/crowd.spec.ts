import { expect, test } from '@jest/globals';
import { forEachOfCrowd } from './crowd.js';

const quiet = { atOnce: 3, mostFailures: 10, progress: () => undefined, progressEveryMs: 1_000 };
const soon = (): Promise<void> => new Promise((wake) => setTimeout(wake, 2));

test('results keep the order, and no more than the bound are at work at once', async () => {
  let atWork = 0;
  let most = 0;
  const { results, failures } = await forEachOfCrowd(
    [5, 4, 3, 2, 1, 0],
    async (item, index) => {
      most = Math.max(most, ++atWork);
      await soon();
      atWork -= 1;
      return item * 10 + index;
    },
    quiet,
  );
  expect(results).toEqual([50, 41, 32, 23, 14, 5]);
  expect(most).toBe(3);
  expect(failures.size).toBe(0);
});

test('one failure leaves a hole and the others go on; reasons are counted', async () => {
  const { results, failures } = await forEachOfCrowd(
    [1, 2, 3, 4],
    async (item) => {
      await soon();
      if (item % 2 === 0) throw new Error('busy');
      return item;
    },
    quiet,
  );
  expect(results).toEqual([1, undefined, 3, undefined]);
  expect([...failures]).toEqual([['busy', 2]]);
});

test('too many failures end it', async () => {
  let tried = 0;
  await forEachOfCrowd(
    Array.from({ length: 1_000 }, (_, i) => i),
    async () => {
      tried += 1;
      await soon();
      throw new Error('down');
    },
    quiet,
  );
  expect(tried).toBeLessThan(20);
});
