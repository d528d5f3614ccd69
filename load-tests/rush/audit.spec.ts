import { expect, test } from '@jest/globals';
import { audit, type Ledger, type LedgerBooking, type Violations, type Witness } from './audit.js';

const OPENS = 1_000_000;
const booking = (n: number, over: Partial<LedgerBooking> = {}): LedgerBooking => ({
  id: `b${String(n)}`,
  personId: `p${String(n)}`,
  slotId: 1,
  placeNo: n,
  grantedAtMs: OPENS + n,
  ...over,
});
const witness = (n: number, bookingIds: string[], soldOut = false): Witness => ({
  personId: `p${String(n)}`,
  told: {
    fromMs: 0,
    definiteMs: 1,
    bookingIds: new Set(bookingIds),
    soldOut,
    refusals: [],
    unanswered: 0,
    lost: false,
  },
});
const ledger = (live: LedgerBooking[], places = 2): Ledger => ({ live, placesOfSlot: new Map([[1, places]]) });

const good: Violations = {
  oversold: 0,
  personsTwice: 0,
  placesTwice: 0,
  confirmedMissing: 0,
  winnersToldSoldOut: 0,
  soldOutWithPlacesLeft: 0,
  toldTwoBookings: 0,
  bookedUntold: 0,
  grantedEarly: 0,
  strangers: 0,
};
const told = [witness(1, ['b1']), witness(2, ['b2']), witness(3, [], true)];

test('two places, two winners, one told "sold out": nothing is wrong', () => {
  expect(audit(ledger([booking(1), booking(2)]), told, OPENS)).toEqual(good);
});

test('nobody tapped and nothing is booked: nothing is wrong', () => {
  expect(audit(ledger([]), [], OPENS)).toEqual(good);
});

test.each<[string, LedgerBooking[], Witness[], Partial<Violations>]>([
  [
    'a third booking on two places',
    [booking(1), booking(2), booking(3)],
    [witness(1, ['b1']), witness(2, ['b2']), witness(3, ['b3'])],
    { oversold: 1 },
  ],
  ['a booking on a slot that does not exist', [booking(1), booking(2, { slotId: 9 })], told, { oversold: 1 }],
  ['one place given twice', [booking(1), booking(2, { placeNo: 1 })], told, { placesTwice: 1 }],
  [
    'one person with two bookings, told both',
    [booking(1), booking(2, { personId: 'p1' })],
    [witness(1, ['b1', 'b2']), witness(3, [], true)],
    { personsTwice: 1, toldTwoBookings: 1 },
  ],
  [
    'a confirmed booking that is not there, and so a place left',
    [booking(1)],
    [witness(1, ['b1']), witness(2, ['b2'])],
    { confirmedMissing: 1 },
  ],
  [
    'a confirmed booking that is another’s',
    [booking(1), booking(2)],
    [...told.slice(0, 2), witness(3, ['b2'])],
    { confirmedMissing: 1 },
  ],
  [
    'a winner told "sold out" on a retry',
    [booking(1), booking(2)],
    [witness(1, ['b1'], true), ...told.slice(1)],
    { winnersToldSoldOut: 1 },
  ],
  [
    'a winner told "sold out" and nothing else',
    [booking(1), booking(2)],
    [witness(1, [], true), ...told.slice(1)],
    { winnersToldSoldOut: 1, bookedUntold: 1 },
  ],
  [
    '"sold out" with a place left',
    [booking(1)],
    [witness(1, ['b1']), witness(3, [], true)],
    { soldOutWithPlacesLeft: 1 },
  ],
  [
    'a winner who was told nothing',
    [booking(1), booking(2)],
    [witness(1, ['b1']), witness(2, [])],
    { bookedUntold: 1 },
  ],
  ['a grant one millisecond early', [booking(1, { grantedAtMs: OPENS - 1 }), booking(2)], told, { grantedEarly: 1 }],
  ['a booking of nobody who tapped', [booking(1), booking(9)], [witness(1, ['b1'])], { strangers: 1 }],
])('%s is found', (_, live, witnesses, found) => {
  expect(audit(ledger(live), witnesses, OPENS)).toEqual({ ...good, ...found });
});
