import { Injectable } from '@nestjs/common';
import { Batcher } from '#kernel';
import { BookingLedger, type EntryOutcome } from '../adapters/booking.ledger.js';
import type { Booking } from '../domain/booking.js';

/** Two statements keep the ledger's disk busy; more only help when each is full. */
const BATCHES = { maxItems: 200, eagerInFlight: 2, maxInFlight: 4, maxWaiting: 10_000 };

/** Enters one booking in the ledger; bookings of a round that come together share one statement and one commit. */
@Injectable()
export class EnterBooking {
  private readonly batchers = new Map<string, Batcher<Booking, EntryOutcome>>();

  constructor(private readonly ledger: BookingLedger) {}

  /** Resolves after the commit. */
  execute(booking: Booking): Promise<EntryOutcome> {
    const together = `${String(booking.roundId)}:${String(booking.gateEpoch)}`;
    let batcher = this.batchers.get(together);
    if (!batcher) {
      batcher = new Batcher(BATCHES, (bookings) => this.ledger.enter(bookings));
      this.batchers.set(together, batcher);
    }
    return batcher.add(booking);
  }
}
