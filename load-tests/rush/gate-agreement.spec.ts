import { expect, test } from '@jest/globals';
import type { Ledger } from './audit.js';
import { compareGate, differs, type GateContents, type GateDifferences } from './gate-agreement.js';

const booking = (n: number): Ledger['live'][number] => ({
  id: `b${String(n)}`,
  personId: `p${String(n)}`,
  slotId: 1,
  placeNo: n,
  grantedAtMs: 0,
});
const ledger: Ledger = {
  live: [booking(1), booking(2)],
  placesOfSlot: new Map([
    [1, 3],
    [2, 2],
  ]),
};
const agreeing: GateContents = {
  free: 3,
  remaining: 3,
  remainingOfSlot: new Map([
    [1, 1],
    [2, 2],
  ]),
  grants: new Map([
    ['p1', '1/1'],
    ['p2', '1/2'],
  ]),
};
const none: GateDifferences = { remaining: 0, free: 0, slots: 0, grantsWithoutBooking: 0, bookingsWithoutGrant: 0 };

test('a gate that agrees has no differences', () => {
  expect(compareGate(agreeing, ledger)).toEqual(none);
  expect(differs(none)).toBe(false);
});

test.each<[string, Partial<GateContents>, Partial<GateDifferences>]>([
  ['a counter one too low', { remaining: 2 }, { remaining: 1 }],
  ['a place that is neither free nor granted', { free: 2 }, { free: 1 }],
  [
    'slots whose counters were mixed up',
    {
      remainingOfSlot: new Map([
        [1, 2],
        [2, 1],
      ]),
    },
    { slots: 2 },
  ],
  ['a slot without a counter', { remainingOfSlot: new Map([[1, 1]]) }, { slots: 1 }],
  ['a grant nobody booked', { grants: new Map([...agreeing.grants, ['p3', '1/3']]) }, { grantsWithoutBooking: 1 }],
  ['a booking the gate does not know', { grants: new Map([['p1', '1/1']]) }, { bookingsWithoutGrant: 1 }],
  [
    'a grant of another place',
    {
      grants: new Map([
        ['p1', '1/1'],
        ['p2', '2/2'],
      ]),
    },
    { grantsWithoutBooking: 1, bookingsWithoutGrant: 1 },
  ],
])('%s is a difference', (_, over, found) => {
  const differences = compareGate({ ...agreeing, ...over }, ledger);
  expect(differences).toEqual({ ...none, ...found });
  expect(differs(differences)).toBe(true);
});

test('an empty gate has no counter, and that is a difference', () => {
  const empty = { free: 0, remaining: Number.NaN, remainingOfSlot: new Map(), grants: new Map() };
  expect(differs(compareGate(empty, ledger))).toBe(true);
});
