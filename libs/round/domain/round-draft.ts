import { Refusal } from '#kernel';
import type { RoundFacts } from './round.js';

/** What an administrator says of a round; the rest of {@link RoundFacts} is the system's. */
export type RoundDetails = Pick<
  RoundFacts,
  'title' | 'authority' | 'channel' | 'service' | 'declaredQuota' | 'opensAtMs' | 'closesAtMs' | 'eligibility'
>;

/** Most characters of each field. */
export const roundLimits = { title: 120, authority: 120, channel: 120, service: 60 } as const;

export const MOST_DECLARED_QUOTA = 1_000_000;

/** Years in which an instant is a date somebody means and not a slip. */
const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

/** @throws Refusal `round/window-invalid` with facts `{ reason }` */
export function requireWindow({ opensAtMs, closesAtMs }: Pick<RoundDetails, 'opensAtMs' | 'closesAtMs'>): void {
  if (!isMeant(opensAtMs) || (closesAtMs !== null && !isMeant(closesAtMs))) {
    throw new Refusal('round/window-invalid', { reason: 'out-of-range' });
  }
  if (closesAtMs !== null && closesAtMs <= opensAtMs) {
    throw new Refusal('round/window-invalid', { reason: 'closes-before-it-opens' });
  }
}

function isMeant(atMs: number): boolean {
  return Number.isInteger(atMs) && atMs >= EARLIEST_MS && atMs < LATEST_MS;
}

/** @throws Refusal `round/unknown` | `round/wrong-state` with facts `{ state }` */
export function requireDraft(round: RoundFacts | undefined): RoundFacts {
  if (!round) throw new Refusal('round/unknown');
  if (round.state !== 'draft') throw new Refusal('round/wrong-state', { state: round.state });
  return round;
}
