import type { WireOutcome } from '../wire/exchange.js';
import type { WireReply } from '../wire/reply-head.js';

/**
 * What a tap was told.
 * - `booked`, `sold-out`, `refused`: definite
 * - `early`: come back at the opening
 * - `unknown`: no answer, or one that asks to come back; the same request is to be sent again
 */
export type Answer =
  | { kind: 'booked'; bookingId: string }
  | { kind: 'sold-out' }
  | { kind: 'refused' }
  | { kind: 'early'; msUntilOpen: number }
  | { kind: 'unknown'; retryAfterMs?: number };

/** An answer and the name it is counted under: status and code, or what became of the connection. */
export interface NamedAnswer {
  name: string;
  answer: Answer;
}

const withoutReply = {
  cut: 'reply lost on purpose',
  lost: 'connection lost',
  timeout: 'no answer in time',
  unreachable: 'no connection',
} as const;

/** Reads what came back for `POST /api/rounds/{roundId}/bookings`. */
export function readAnswer(outcome: WireOutcome): NamedAnswer {
  if (outcome.kind !== 'reply') return { name: withoutReply[outcome.kind], answer: { kind: 'unknown' } };
  const { reply } = outcome;
  const { status } = reply.head;
  const body = readJson(reply.body);
  const name = `${String(status)} ${nameOf(status, body)}`;
  if (status === 201 || status === 200) return { name, answer: booked(body.bookingId) };
  if (status >= 500 || status === 429) return { name, answer: comeBack(reply) };
  switch (body.code) {
    case 'quota/sold-out':
      return { name, answer: { kind: 'sold-out' } };
    case 'booking/already-booked':
      return { name, answer: booked(body.booking?.bookingId) };
    case 'round/not-open':
      return { name, answer: early(body.msUntilOpen) };
    case 'round/paused':
      return { name, answer: comeBack(reply) };
    default:
      return { name, answer: { kind: 'refused' } };
  }
}

/** The parts of the contract's bodies that matter here, none of them believed to be there. */
interface Body {
  bookingId?: unknown;
  code?: unknown;
  booking?: { bookingId?: unknown } | null;
  msUntilOpen?: unknown;
}

function readJson(text: string): Body {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? read : {};
  } catch {
    return {};
  }
}

function nameOf(status: number, body: Body): string {
  if (status === 201) return 'booked';
  if (status === 200) return 'booked, said again';
  return typeof body.code === 'string' ? body.code : '(no code)';
}

/** "Booked" without a booking to show for it is an answer nobody can use. */
function booked(bookingId: unknown): Answer {
  return typeof bookingId === 'string' ? { kind: 'booked', bookingId } : { kind: 'refused' };
}

function early(msUntilOpen: unknown): Answer {
  return typeof msUntilOpen === 'number' && msUntilOpen >= 0 ? { kind: 'early', msUntilOpen } : { kind: 'refused' };
}

function comeBack(reply: WireReply): Answer {
  const seconds = reply.head.header('retry-after');
  return seconds !== undefined && /^\d{1,6}$/.test(seconds)
    ? { kind: 'unknown', retryAfterMs: Number(seconds) * 1_000 }
    : { kind: 'unknown' };
}
