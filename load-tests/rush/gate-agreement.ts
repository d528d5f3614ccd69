import type { Ledger } from './audit.js';

/** What the gate holds for a round. */
export interface GateContents {
  free: number;
  /** The quota counter: of the round, and of each slot. */
  remaining: number;
  remainingOfSlot: ReadonlyMap<number, number>;
  /** Person to `slot/place`. */
  grants: ReadonlyMap<string, string>;
}

/** In how many ways the gate says something else than the ledger. */
export interface GateDifferences {
  /** Of the free places, by the counter and by the places themselves. */
  remaining: number;
  free: number;
  slots: number;
  /** Grants without that very booking. */
  grantsWithoutBooking: number;
  /** Bookings without that very grant. */
  bookingsWithoutGrant: number;
}

export function compareGate(gate: GateContents, { live, placesOfSlot }: Ledger): GateDifferences {
  const booked = new Map(
    live.map((booking) => [booking.personId, `${String(booking.slotId)}/${String(booking.placeNo)}`]),
  );
  const bookedOfSlot = Map.groupBy(live, (booking) => booking.slotId);
  const free = [...placesOfSlot.values()].reduce((sum, places) => sum + places, 0) - live.length;
  return {
    remaining: Math.abs(gate.remaining - free),
    free: Math.abs(gate.free - free),
    slots: [...placesOfSlot].filter(
      ([slotId, places]) =>
        (gate.remainingOfSlot.get(slotId) ?? 0) !== places - (bookedOfSlot.get(slotId)?.length ?? 0),
    ).length,
    grantsWithoutBooking: [...gate.grants].filter(([personId, place]) => booked.get(personId) !== place).length,
    bookingsWithoutGrant: [...booked].filter(([personId, place]) => gate.grants.get(personId) !== place).length,
  };
}

export function differs(differences: GateDifferences): boolean {
  return Object.values(differences).some((count: number) => count !== 0);
}
