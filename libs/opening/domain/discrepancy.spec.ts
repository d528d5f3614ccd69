import { expect, test } from '@jest/globals';
import type { Grant } from '#quota';
import { compare } from './discrepancy.js';

const grant = (personId: string, placeNo: number, grantedAtMs = 1): Grant => ({
  personId,
  slotId: 1,
  placeNo,
  grantedAtMs,
});

test('a gate and a ledger that say the same do not differ', () => {
  const both = [grant('a', 1), grant('b', 2)];
  expect(compare(both, [...both].reverse())).toEqual({ unbooked: [], ungranted: [] });
});

test('a grant without a booking and a booking without a grant are told apart', () => {
  expect(compare([grant('a', 1)], [grant('b', 2)])).toEqual({ unbooked: [grant('a', 1)], ungranted: [grant('b', 2)] });
});

test('a booking granted at another place or moment is one the gate must learn', () => {
  expect(compare([grant('a', 1)], [grant('a', 2)]).ungranted).toEqual([grant('a', 2)]);
  expect(compare([grant('a', 1, 5)], [grant('a', 1, 6)]).ungranted).toEqual([grant('a', 1, 6)]);
});
