import type { WireReply } from './reply-head.js';

/**
 * - `reply`: the whole of it came
 * - `cut`: this side closed the connection right after the request was written, as asked
 * - `lost`: the connection ended before the whole reply was there
 * - `timeout`: no whole reply in time
 * - `unreachable`: no connection could be made
 */
export type WireOutcome = { kind: 'reply'; reply: WireReply } | { kind: 'cut' | 'lost' | 'timeout' | 'unreachable' };

/** One request on its way. */
export interface Exchange {
  bytes: Buffer;
  /** Close the connection when the request is written and never see the reply. */
  cut: boolean;
  /** `performance.now()` when it was given to the system; undefined while it waits for a connection. */
  sentMs: number | undefined;
  giveUpMs: number;
  /** Whoever it was given to. */
  carrier: { abandon(kind: 'timeout' | 'lost'): void } | undefined;
  /** Set once it is over. */
  settled: boolean;
  /** @param sentMs as in {@link Exchange.sentMs} */
  done: (outcome: WireOutcome, sentMs: number | undefined) => void;
}

export function settle(exchange: Exchange, outcome: WireOutcome): void {
  if (exchange.settled) return;
  exchange.settled = true;
  exchange.done(outcome, exchange.sentMs);
}
