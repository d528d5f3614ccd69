import { Injectable } from '@nestjs/common';
import { Clock, Refusal } from '#kernel';
import { Gate } from '#quota';
import { BookingLedger } from '../adapters/booking.ledger.js';
import type { Booking } from '../domain/booking.js';

/** Gives a place back: in the ledger first, then in the gate. A crash between the two is mended by the reconciler. */
@Injectable()
export class CancelBooking {
  constructor(
    private readonly ledger: BookingLedger,
    private readonly gate: Gate,
    private readonly clock: Clock,
  ) {}

  /**
   * Sent twice, it answers the same.
   * @throws Refusal `booking/unknown` when this account has no such booking
   */
  async execute(bookingId: string, accountId: string): Promise<Booking> {
    const cancelled = await this.ledger.cancel(bookingId, accountId, this.clock.nowMs());
    const booking = await this.ledger.find(bookingId);
    if (booking?.accountId !== accountId) throw new Refusal('booking/unknown');
    if (cancelled) {
      await this.gate.release(booking.roundId, booking).catch((error: unknown) => {
        // The booking is cancelled whether or not the gate heard of it.
        if (!(error instanceof Refusal)) throw error;
      });
    }
    return booking;
  }
}
