import { randomKey, type Random } from './seeded-random.js';

/** One press of the button, as it is meant to happen. */
export interface PlannedTap {
  person: number;
  /** Milliseconds after the opening; before it when negative. */
  atMs: number;
  /** The Idempotency-Key of this press and all its retries. */
  key: string;
  kind: 'first' | 'second-same-key' | 'second-other-key';
  /** The connection is cut right after the first sending. */
  replyLost: boolean;
}

export interface PlanOptions {
  people: number;
  spreadMs: number;
  twice: number;
  lost: number;
}

/** People whose phone's clock is ahead: they must gain nothing and lose nothing. By count, so that no rush is without. */
const EARLY_EVERY = 100;
const MOST_EARLY_MS = 300;

const SAME_KEY_WITHIN_MS = 30;
const OTHER_KEY_WITHIN_MS = 300;

/** Every press of everybody, in the order of time. Each person takes the same count of numbers, whatever the shares are. */
export function planTaps({ people, spreadMs, twice, lost }: PlanOptions, random: Random): PlannedTap[] {
  const taps: PlannedTap[] = [];
  for (let person = 0; person < people; person += 1) {
    const [at, isTwice, sameKey, gap, isLost] = Array.from({ length: 5 }, random) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const keys = [randomKey(random), randomKey(random)] as const;
    const atMs = person % EARLY_EVERY === 0 ? -at * MOST_EARLY_MS : at * spreadMs;
    taps.push({ person, atMs, key: keys[0], kind: 'first', replyLost: isLost < lost });
    if (isTwice >= twice) continue;
    const again = { person, replyLost: false };
    if (sameKey < 0.5) {
      taps.push({ ...again, atMs: atMs + gap * SAME_KEY_WITHIN_MS, key: keys[0], kind: 'second-same-key' });
    } else {
      taps.push({ ...again, atMs: atMs + gap * OTHER_KEY_WITHIN_MS, key: keys[1], kind: 'second-other-key' });
    }
  }
  return taps.sort((a, b) => a.atMs - b.atMs);
}
