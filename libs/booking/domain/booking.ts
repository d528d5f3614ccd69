import type { Grant } from '#quota';

/** A person has a place in a round. The person on it never changes. */
export interface Booking extends Grant {
  id: string;
  /** What is spoken and typed at the clinic's door. */
  code: string;
  roundId: number;
  accountId: string;
  gateEpoch: number;
  idempotencyKey: string;
  /** The wishes it came from, in canonical text. */
  choices: string;
  /** Null while it lives. */
  cancelledAtMs: number | null;
}

export type BookingOutcome =
  | { kind: 'booked'; booking: Booking; fresh: boolean }
  | { kind: 'already-booked'; booking: Booking }
  | { kind: 'key-reused' }
  | { kind: 'sold-out'; roundRemaining: number }
  | { kind: 'not-open'; msUntilOpen: number }
  | { kind: 'paused' }
  | { kind: 'closed' };

/** The same request again gets the same answer; another request of one who has a place gets that place, said so. */
export function settle(booking: Booking, idempotencyKey: string, choices: string): BookingOutcome {
  if (booking.idempotencyKey !== idempotencyKey) return { kind: 'already-booked', booking };
  return booking.choices === choices ? { kind: 'booked', booking, fresh: false } : { kind: 'key-reused' };
}
