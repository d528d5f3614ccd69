import type { Answer } from './answer.js';
import type { Random } from './seeded-random.js';

/** Nobody looks at a spinning page for longer. */
export const PATIENCE_MS = 30_000;

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 5_000;
/** People told the same "come back in a second" must not come back in the same instant. */
const SPREAD_AFTER_RETRY_AFTER_MS = 500;
const SPREAD_AFTER_EARLY_MS = 20;

/**
 * How long a page waits before it sends the same request again: at the opening for who was early, when the server asks
 * for it (Retry-After), else twice as long each time, every wait between half and one and a half of that.
 * @param attempt 0 for the first sending
 * @returns milliseconds, or undefined when the answer is definite
 */
export function waitBeforeRetryMs(answer: Answer, attempt: number, random: Random): number | undefined {
  if (answer.kind === 'early') return answer.msUntilOpen + random() * SPREAD_AFTER_EARLY_MS;
  if (answer.kind !== 'unknown') return undefined;
  const backOff = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS) * (0.5 + random());
  if (answer.retryAfterMs === undefined) return backOff;
  return answer.retryAfterMs + random() * SPREAD_AFTER_RETRY_AFTER_MS;
}
