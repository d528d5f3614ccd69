import { expect, test } from '@jest/globals';
import { Fifo } from './fifo.js';

test('what went in comes out, in that order, however long the queue was in between', () => {
  const fifo = new Fifo<number>();
  const out: (number | undefined)[] = [];
  let pushed = 0;
  for (let round = 0; round < 5_000; round += 1) {
    fifo.push(pushed++);
    fifo.push(pushed++);
    expect(fifo.peek()).toBe(out.length);
    out.push(fifo.shift());
  }
  expect(fifo.length).toBe(5_000);
  while (fifo.length > 0) out.push(fifo.shift());
  expect(out).toEqual(Array.from({ length: 10_000 }, (_, i) => i));
  expect(fifo.shift()).toBeUndefined();
  expect(fifo.peek()).toBeUndefined();
});
