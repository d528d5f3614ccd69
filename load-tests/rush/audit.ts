import type { PersonTold } from './person-told.js';

/** A booking as the ledger has it, not cancelled. */
export interface LedgerBooking {
  id: string;
  personId: string;
  slotId: number;
  placeNo: number;
  grantedAtMs: number;
}

export interface Ledger {
  live: readonly LedgerBooking[];
  /** Places of each slot. */
  placesOfSlot: ReadonlyMap<number, number>;
}

export interface Witness {
  /** The ledger's name for her. */
  personId: string;
  told: PersonTold;
}

/** What is wrong, counted; all zero in a good rush. */
export interface Violations {
  /** Live bookings beyond the places of their slot. */
  oversold: number;
  /** Persons with more than one live booking. */
  personsTwice: number;
  /** Places with more than one live booking. */
  placesTwice: number;
  /** Bookings somebody was told she has and the ledger has not as hers. */
  confirmedMissing: number;
  /** Persons who were told "sold out" although they hold a place. */
  winnersToldSoldOut: number;
  /** Persons who were told "sold out" in the end although places are left. */
  soldOutWithPlacesLeft: number;
  /** Persons who were told two different bookings. */
  toldTwoBookings: number;
  /** Bookings whose person was never told "booked". */
  bookedUntold: number;
  /** Grants dated before the opening. */
  grantedEarly: number;
  /** Bookings of nobody who tapped. */
  strangers: number;
}

/** Holds what people were told against what the ledger has. */
export function audit(ledger: Ledger, witnesses: readonly Witness[], opensAtMs: number): Violations {
  const { live, placesOfSlot } = ledger;
  const idsOf = Map.groupBy(live, (booking) => booking.personId);
  const free = sum(placesOfSlot.values()) - live.length;
  const holds = (witness: Witness): boolean => idsOf.has(witness.personId);
  const toldBooked = (witness: Witness): boolean => witness.told.bookingIds.size > 0;
  const toldSoldOut = witnesses.filter((witness) => witness.told.soldOut);
  const tapped = new Set(witnesses.map((witness) => witness.personId));
  return {
    oversold: sum(
      [...Map.groupBy(live, (booking) => booking.slotId)].map(([slotId, bookings]) =>
        Math.max(0, bookings.length - (placesOfSlot.get(slotId) ?? 0)),
      ),
    ),
    personsTwice: repeated(live.map((booking) => booking.personId)),
    placesTwice: repeated(live.map((booking) => `${String(booking.slotId)}/${String(booking.placeNo)}`)),
    confirmedMissing: sum(
      witnesses.map(({ personId, told }) => {
        const hers = new Set(idsOf.get(personId)?.map((booking) => booking.id));
        return [...told.bookingIds].filter((id) => !hers.has(id)).length;
      }),
    ),
    winnersToldSoldOut: toldSoldOut.filter(holds).length,
    soldOutWithPlacesLeft:
      free > 0 ? toldSoldOut.filter((witness) => !toldBooked(witness) && !holds(witness)).length : 0,
    toldTwoBookings: witnesses.filter((witness) => witness.told.bookingIds.size > 1).length,
    bookedUntold: witnesses.filter((witness) => holds(witness) && !toldBooked(witness)).length,
    grantedEarly: live.filter((booking) => booking.grantedAtMs < opensAtMs).length,
    strangers: live.filter((booking) => !tapped.has(booking.personId)).length,
  };
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

/** How many of the values are there more than once. */
function repeated(values: readonly string[]): number {
  return [...Map.groupBy(values, (value) => value).values()].filter((same) => same.length > 1).length;
}
