import type { Figures, Ratios } from './figures.js';
import type { PerContender } from './contender.js';
import type { Reckoning } from './run-bench.js';

export interface Verdict {
  promise: string;
  says: string;
  found: number;
  bar: number;
  verdict: 'PASS' | 'FAIL';
}

export function verdictsOf(ratios: Ratios): Verdict[] {
  return [
    atLeast('S1', 'committed bookings a second ÷ empty POSTs a second', ratios.bookingToEmpty, 0.65),
    atMost('S2', 'CPU of the API for a committed booking ÷ for an empty POST', ratios.bookingCpuToEmpty, 1.35),
    atLeast('S3', 'committed bookings a second ÷ the textbook’s', ratios.bookingToTextbook, 12),
    atLeast('S4', '"sold out" answers a second ÷ empty POSTs a second', ratios.soldOutToEmpty, 1),
  ];
}

/** What makes every figure worthless: answers and ledger that disagree, and answers nobody asked for. */
export function disagreements(reckonings: readonly Reckoning[], figures: PerContender<Figures>): string[] {
  const counted = reckonings
    .filter(({ answered, ledger }) => [ledger.live, ledger.persons, ledger.places].some((count) => count !== answered))
    .map(
      ({ what, answered, ledger }) =>
        `${what}: ${String(answered)} answered, ${String(ledger.live)} in the ledger for ${String(ledger.persons)} persons in ${String(ledger.places)} places`,
    );
  const other = Object.entries(figures).flatMap(([name, { other }]) =>
    Object.entries(other).map(([answer, count]) => `${name}: ${String(count)} times "${answer}"`),
  );
  return [...counted, ...other];
}

function atLeast(promise: string, says: string, found: number, bar: number): Verdict {
  return { promise, says: `${says} ≥ ${String(bar)}`, found, bar, verdict: found >= bar ? 'PASS' : 'FAIL' };
}

function atMost(promise: string, says: string, found: number, bar: number): Verdict {
  return { promise, says: `${says} ≤ ${String(bar)}`, found, bar, verdict: found <= bar ? 'PASS' : 'FAIL' };
}
