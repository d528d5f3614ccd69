import type { Violations } from './audit.js';
import type { Figures } from './figures.js';
import { differs, type GateDifferences } from './gate-agreement.js';
import type { RushOptions } from './options.js';

/** Everything the verdicts are made from. */
export interface Evidence {
  options: Pick<RushOptions, 'people' | 'spreadS'>;
  places: number;
  booked: number;
  /** Eligible people who could not be made ready. */
  unready: number;
  outsiders: number;
  outsidersRefused: number;
  figures: Figures;
  violations: Violations;
  /** A booking told before the opening, beyond what the reading of the clock can be wrong. */
  toldEarly: number;
  /** From the first tap that could have been granted to the first grant, by the ledger (ms). */
  firstGrantMs: number | undefined;
  /** From the opening to the last grant, by the ledger (ms). */
  lastGrantMs: number | undefined;
  gate: GateDifferences;
  /** How long after the last answer gate and ledger agreed; undefined when they did not. */
  gateAgreedAfterMs: number | undefined;
  /** What of one core was used by programs that are not part of the rush. */
  otherShare: number;
}

export interface Verdict {
  promise: string;
  says: string;
  found: string;
  /** `unjudged` says in `found` why. */
  verdict: 'PASS' | 'FAIL' | 'unjudged';
}

/** A generator later than this has measured itself. */
export const MOST_LATENESS_MS = 50;
/** On a machine that is so busy with something else (of one core), that is what would be measured. */
const MOST_OTHER_SHARE = 0.25;

/** What the promise about speed is about: this many people in this time for this many places. */
const PROMISED = { people: 20_000, spreadS: 2, places: 3_392, lastPlaceMs: 600, answerMs: 3_000, firstGrantMs: 100 };

export function verdictsOf(evidence: Evidence): Verdict[] {
  return [...integrity(evidence), ...times(evidence)];
}

function integrity({ violations: v, figures, gate, ...evidence }: Evidence): Verdict[] {
  const { outsiders, outsidersRefused } = evidence;
  const none = (promise: string, says: string, counts: Record<string, number>): Verdict => ({
    promise,
    says,
    found: Object.entries(counts)
      .map(([what, count]) => `${String(count)} ${what}`)
      .join(', '),
    verdict: Object.values(counts).every((count) => count === 0) ? 'PASS' : 'FAIL',
  });
  return [
    none('I1', 'never more confirmed than places', { oversold: v.oversold, 'places given twice': v.placesTwice }),
    none('I2', 'nobody holds two', { 'persons with two': v.personsTwice, 'bookings of strangers': v.strangers }),
    none('I3', 'confirmed is never lost', { 'confirmed and not in the ledger': v.confirmedMissing }),
    {
      promise: 'I4',
      says: 'nothing is stranded: the gate equals the ledger within 30 s',
      found:
        evidence.gateAgreedAfterMs === undefined || differs(gate)
          ? `they differ: ${JSON.stringify(gate)}`
          : `equal ${seconds(evidence.gateAgreedAfterMs)} after the last answer`,
      verdict: evidence.gateAgreedAfterMs === undefined || differs(gate) ? 'FAIL' : 'PASS',
    },
    none('I5', 'no false "sold out", no false "confirmed"', {
      'winners told sold out': v.winnersToldSoldOut,
      'told sold out with places left': v.soldOutWithPlacesLeft,
      'booked and never told': v.bookedUntold,
    }),
    none('I6', 'a retry gives the same answer', { 'told two bookings': v.toldTwoBookings }),
    none('T1', 'never early', {
      'granted before the opening': v.grantedEarly,
      'told before the opening': evidence.toldEarly,
    }),
    none('P3', 'who may not book gets no pass', {
      [`of ${String(outsiders)} not refused`]: outsiders - outsidersRefused,
    }),
    none('-', 'every tap has a definite answer', {
      unanswered: figures.unanswered,
      'refused otherwise': figures.refused,
    }),
    none('-', 'everybody eligible is made ready', { 'not ready': evidence.unready }),
  ];
}

function times({ figures, options, places, booked, ...evidence }: Evidence): Verdict[] {
  const unfit = unfitness(figures, evidence.otherShare);
  const judge = (
    promise: string,
    says: string,
    measuredMs: number | undefined,
    mostMs: number,
    other = '',
  ): Verdict => {
    const measured = measuredMs === undefined ? 'nothing to measure' : seconds(measuredMs);
    const why = unfit || other;
    if (why) return { promise, says, found: `${measured}; not judged: ${why}`, verdict: 'unjudged' };
    const kept = measuredMs !== undefined && measuredMs <= mostMs;
    return { promise, says, found: measured, verdict: kept ? 'PASS' : 'FAIL' };
  };
  const perS = options.people / options.spreadS;
  const promisedPerS = PROMISED.people / PROMISED.spreadS;
  const otherRush =
    perS < promisedPerS || places > PROMISED.places || booked < places
      ? `the promise is about ${String(PROMISED.people)} people in ${String(PROMISED.spreadS)} s for ${String(PROMISED.places)} places`
      : '';
  const heavier = perS > promisedPerS ? `more than the promised ${String(promisedPerS)} taps a second` : '';
  const lastPlaceMs =
    figures.lastBookedMs === undefined ? undefined : Math.max(figures.lastBookedMs, evidence.lastGrantMs ?? Infinity);
  return [
    judge(
      'T1',
      'never late: the first grant ≤ 0.1 s after the first tap',
      evidence.firstGrantMs,
      PROMISED.firstGrantMs,
    ),
    judge('S5', 'the last place committed ≤ 0.6 s after the opening', lastPlaceMs, PROMISED.lastPlaceMs, otherRush),
    judge('S5', 'everybody has a definite answer ≤ 3 s', figures.latencyMs.everybody?.max, PROMISED.answerMs, heavier),
  ];
}

/** Why nothing can be said about times, if that is so. */
function unfitness({ latenessMs }: Figures, otherShare: number): string {
  const late = latenessMs?.p99 ?? Infinity;
  if (late > MOST_LATENESS_MS) return `the generator was late (p99 ${late.toFixed(0)} ms)`;
  if (otherShare <= MOST_OTHER_SHARE) return '';
  return `programs beside the rush used ${(otherShare * 100).toFixed(0)} % of a core`;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(3)} s`;
}
