import { placeKey, type Grant } from '#quota';

/** How the gate's grants and the ledger's live bookings differ. */
export interface Discrepancy {
  /** Granted, but not booked. */
  unbooked: Grant[];
  /** Booked, but granted otherwise or not at all. */
  ungranted: Grant[];
}

/** What the gate would have to be told to agree with the ledger. Both lists were read at nearly the same time. */
export function compare(grants: readonly Grant[], bookings: readonly Grant[]): Discrepancy {
  const granted = new Map(grants.map((grant) => [grant.personId, grant]));
  const booked = new Map(bookings.map((booking) => [booking.personId, booking]));
  return {
    unbooked: grants.filter((grant) => !booked.has(grant.personId)),
    ungranted: bookings.filter((booking) => {
      const grant = granted.get(booking.personId);
      return !grant || placeKey(grant) !== placeKey(booking) || grant.grantedAtMs !== booking.grantedAtMs;
    }),
  };
}
