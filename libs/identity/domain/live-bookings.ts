/** What this room asks of the bookings, which lie further from the door than it does: the app binds the answer. */
export abstract class LiveBookings {
  /** Whether this account holds a booking for this person, in any round, that was not cancelled. */
  abstract existFor(accountId: string, personId: string): Promise<boolean>;
}
