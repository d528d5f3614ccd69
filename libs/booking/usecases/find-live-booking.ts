import { Injectable } from '@nestjs/common';
import { Batcher } from '#kernel';
import { BookingLedger } from '../adapters/booking.ledger.js';
import type { Booking } from '../domain/booking.js';

interface Sought {
  roundId: number;
  personId: string;
}

/** Looks up a person's live booking in a round; those who ask together share one query. */
@Injectable()
export class FindLiveBooking {
  private readonly batcher: Batcher<Sought, Booking | undefined>;

  constructor(ledger: BookingLedger) {
    this.batcher = new Batcher(
      { maxItems: 200, eagerInFlight: 1, maxInFlight: 2, maxWaiting: 10_000 },
      async (sought) => {
        const found = new Map<string, Booking>();
        for (const [roundId, group] of Map.groupBy(sought, (one) => one.roundId)) {
          for (const booking of await ledger.findLive(
            roundId,
            group.map((one) => one.personId),
          )) {
            found.set(`${String(roundId)}:${booking.personId}`, booking);
          }
        }
        return sought.map(({ roundId, personId }) => found.get(`${String(roundId)}:${personId}`));
      },
    );
  }

  execute(roundId: number, personId: string): Promise<Booking | undefined> {
    return this.batcher.add({ roundId, personId });
  }
}
