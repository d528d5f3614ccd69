import type { Told } from './tapping.js';

/** All that one person was told, over all her presses and retries. */
export interface PersonTold {
  /** The first moment at which an answer could be expected (ms after the opening): her first press, or the opening. */
  fromMs: number;
  /** The first definite answer (ms after the opening); undefined when there was none. */
  definiteMs: number | undefined;
  bookingIds: ReadonlySet<string>;
  soldOut: boolean;
  /** Names of definite answers that are neither. */
  refusals: readonly string[];
  /** Presses that ended without a definite answer. */
  unanswered: number;
  /** A reply of hers was lost on purpose. */
  lost: boolean;
}

/** Gathers what was told, person by person; `people` counts also those nobody told anything. */
export function gatherByPerson(told: readonly Told[], people: number): PersonTold[] {
  const byPerson = Array.from({ length: people }, (): Told[] => []);
  for (const one of told) byPerson[one.tap.person]?.push(one);
  return byPerson.map(describe);
}

function describe(told: readonly Told[]): PersonTold {
  const bookingIds = new Set<string>();
  const refusals: string[] = [];
  const answered = new Set<Told['tap']>();
  let definiteMs: number | undefined;
  let soldOut = false;
  for (const { tap, answer, name, toldMs } of told) {
    if (answer.kind === 'early' || answer.kind === 'unknown') continue;
    answered.add(tap);
    definiteMs = Math.min(definiteMs ?? Infinity, toldMs);
    if (answer.kind === 'booked') bookingIds.add(answer.bookingId);
    else if (answer.kind === 'sold-out') soldOut = true;
    else refusals.push(name);
  }
  return {
    fromMs: Math.max(0, Math.min(...told.map((one) => one.tap.atMs))),
    definiteMs,
    bookingIds,
    soldOut,
    refusals,
    unanswered: new Set(told.map((one) => one.tap)).size - answered.size,
    lost: told.some((one) => one.tap.replyLost),
  };
}
