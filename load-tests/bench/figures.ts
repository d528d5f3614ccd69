import { contenderNames, type ContenderName, type PerContender } from './contender.js';
import type { WindowResult } from './generator/window.js';

/** Of one contender: the medians over the rounds. */
export interface Figures {
  perS: number;
  /** The slowest and the fastest round. */
  perSRange: readonly [number, number];
  p50Ms: number;
  p99Ms: number;
  /** CPU time for one answer (µs), by the process's name. */
  cpuUs: Readonly<Record<string, number>>;
  /** Cores that everything else on the machine used meanwhile: near 0, or the figures are of little worth. */
  othersCores: number;
  /** Answers that were not those to be measured, by what they said. */
  other: Readonly<Record<string, number>>;
}

export interface Ratios {
  /** Committed bookings a second ÷ empty POSTs a second. */
  bookingToEmpty: number;
  /** CPU of the API process for a committed booking ÷ for an empty POST. */
  bookingCpuToEmpty: number;
  /** Committed bookings a second ÷ the textbook's. */
  bookingToTextbook: number;
  /** "Sold out" a second ÷ empty POSTs a second. */
  soldOutToEmpty: number;
}

export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[(sorted.length >> 1) - 1] ?? Number.NaN)) / 2;
}

export function figuresOf(rounds: readonly PerContender<WindowResult>[]): PerContender<Figures> {
  return Object.fromEntries(
    contenderNames.map((name) => [name, figuresOfOne(rounds.map((round) => round[name]))]),
  ) as Record<ContenderName, Figures>;
}

/** Each ratio is made within one round, of neighbours in time; the median of those is what counts. */
export function ratiosOf(rounds: readonly PerContender<WindowResult>[]): Ratios {
  const over = (ratio: (round: PerContender<WindowResult>) => number): number => median(rounds.map(ratio));
  return {
    bookingToEmpty: over(({ booking, emptyPost }) => perS(booking) / perS(emptyPost)),
    bookingCpuToEmpty: over(({ booking, emptyPost }) => cpuUs(booking, 'api') / cpuUs(emptyPost, 'api')),
    bookingToTextbook: over(({ booking, textbook }) => perS(booking) / perS(textbook)),
    soldOutToEmpty: over(({ soldOut, emptyPost }) => perS(soldOut) / perS(emptyPost)),
  };
}

function figuresOfOne(turns: readonly WindowResult[]): Figures {
  const rates = turns.map(perS);
  const names = Object.keys(turns[0]?.measured.cpuMs ?? {});
  const other: Record<string, number> = {};
  for (const [name, count] of turns.flatMap((turn) => Object.entries(turn.whole.other)))
    other[name] = (other[name] ?? 0) + count;
  return {
    perS: median(rates),
    perSRange: [Math.min(...rates), Math.max(...rates)],
    p50Ms: median(turns.map((turn) => turn.measured.p50)),
    p99Ms: median(turns.map((turn) => turn.measured.p99)),
    cpuUs: Object.fromEntries(names.map((name) => [name, median(turns.map((turn) => cpuUs(turn, name)))])),
    othersCores: median(turns.map(({ measured }) => measured.othersMs / measured.ms)),
    other,
  };
}

function perS({ measured }: WindowResult): number {
  return (measured.expected / measured.ms) * 1_000;
}

function cpuUs({ measured }: WindowResult, process: string): number {
  return ((measured.cpuMs[process] ?? Number.NaN) / measured.expected) * 1_000;
}
