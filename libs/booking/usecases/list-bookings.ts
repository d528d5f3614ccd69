import { Injectable } from '@nestjs/common';
import { Refusal } from '#kernel';
import { BookingLedger } from '../adapters/booking.ledger.js';
import type { Booking } from '../domain/booking.js';

/** An account's own bookings, from the ledger: what is told here is always the truth. */
@Injectable()
export class ListBookings {
  constructor(private readonly ledger: BookingLedger) {}

  /** Newest first. @throws Refusal `booking/ledger-unavailable` */
  all(accountId: string): Promise<Booking[]> {
    return this.ledger.ofAccount(accountId);
  }

  /** @throws Refusal `booking/unknown`, also for a booking of another account; `booking/ledger-unavailable` */
  async one(bookingId: string, accountId: string): Promise<Booking> {
    const booking = await this.ledger.find(bookingId);
    if (booking?.accountId !== accountId) throw new Refusal('booking/unknown');
    return booking;
  }
}
