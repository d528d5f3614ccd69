import { expect, test } from '@jest/globals';
import { CouldNotRun, unlessGivenUp } from './could-not-run.js';

const never = new Promise<never>(() => undefined);

test('work that ends gives its own end', async () => {
  await expect(unlessGivenUp(1_000, () => Promise.resolve(7))).resolves.toBe(7);
  await expect(unlessGivenUp(1_000, () => Promise.reject(new Error('own')))).rejects.toThrow('own');
});

test('work that takes too long, or is given up, could not run', async () => {
  await expect(unlessGivenUp(20, () => never)).rejects.toThrow(CouldNotRun);
  await expect(
    unlessGivenUp(1_000, (giveUp) => {
      giveUp('redis ended by itself');
      return never;
    }),
  ).rejects.toThrow('redis ended by itself');
});
