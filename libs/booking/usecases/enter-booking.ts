import { Injectable } from '@nestjs/common';
import { Batcher } from '#kernel';
import { BookingLedger, type EntryOutcome } from '../adapters/booking.ledger.js';
import type { Booking } from '../domain/booking.js';

/**
 * Two statements keep the ledger's disk busy; more only help when each is full. In a rush an answer of the ledger is noticed
 * once in a turn of the event loop, and a turn is as long as all the requests that have come: few, large statements.
 */
const BATCHES = { maxItems: 500, eagerInFlight: 2, maxInFlight: 4, maxWaiting: 10_000 };

/** Enters one booking in the ledger; bookings of a round that come together share one statement and one commit. */
@Injectable()
export class EnterBooking {
  private readonly batchers = new Map<string, Batcher<Booking, EntryOutcome>>();
  private readonly underWay = new Map<string, Promise<EntryOutcome>>();

  constructor(private readonly ledger: BookingLedger) {}

  /**
   * Resolves after the commit. A person's second entry waits for her first: sent along with it, it would only be refused, and
   * the statement of all the others with it.
   */
  async execute(booking: Booking): Promise<EntryOutcome> {
    const person = `${String(booking.roundId)}:${booking.personId}`;
    for (let first = this.underWay.get(person); first; first = this.underWay.get(person)) {
      if ((await first) === 'entered') return 'person-taken';
    }
    const entry = this.share(booking).finally(() => this.underWay.delete(person));
    this.underWay.set(person, entry);
    return entry;
  }

  private share(booking: Booking): Promise<EntryOutcome> {
    const together = `${String(booking.roundId)}:${String(booking.gateEpoch)}`;
    let batcher = this.batchers.get(together);
    if (!batcher) {
      batcher = new Batcher(BATCHES, (bookings) => this.ledger.enter(bookings));
      this.batchers.set(together, batcher);
    }
    return batcher.add(booking);
  }
}
