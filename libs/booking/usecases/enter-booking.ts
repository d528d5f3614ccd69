import { Injectable } from '@nestjs/common';
import { Batcher, BatcherFull, Refusal } from '#kernel';
import { BookingLedger, type EntryOutcome } from '../adapters/booking.ledger.js';
import type { Booking } from '../domain/booking.js';

const MOST_ROWS = 200;
const MOST_STATEMENTS_IN_FLIGHT = 2;
const MOST_WAITING = 10_000;

/** Enters one booking in the ledger; bookings of a round that come together share one statement and one commit. */
@Injectable()
export class EnterBooking {
  private readonly batchers = new Map<string, Batcher<Booking, EntryOutcome>>();

  constructor(private readonly ledger: BookingLedger) {}

  /** Resolves after the commit. */
  async execute(booking: Booking): Promise<EntryOutcome> {
    const together = `${String(booking.roundId)}:${String(booking.gateEpoch)}`;
    let batcher = this.batchers.get(together);
    if (!batcher) {
      batcher = new Batcher(
        { maxItems: MOST_ROWS, maxInFlight: MOST_STATEMENTS_IN_FLIGHT, maxWaiting: MOST_WAITING },
        (bookings) => this.ledger.enter(bookings),
      );
      this.batchers.set(together, batcher);
    }
    try {
      return await batcher.add(booking);
    } catch (error) {
      if (error instanceof BatcherFull) throw new Refusal('request/overloaded');
      throw error;
    }
  }
}
