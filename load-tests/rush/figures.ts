import type { PersonTold } from './person-told.js';
import { quantilesOf, type Quantiles } from './quantiles.js';
import type { PlannedTap } from './tap-plan.js';
import type { Told } from './tapping.js';

/** The rush in figures, as those who tapped saw it. Moments are milliseconds after the opening. */
export interface Figures {
  presses: { all: number; sameKeyAgain: number; otherKeyAgain: number; early: number; replyLost: number };
  /** Requests, retries included. */
  sent: number;
  /** How often each answer was given. */
  answers: Readonly<Record<string, number>>;
  /** Presses without a definite answer. */
  unanswered: number;
  /** Definite answers that are neither a booking nor "sold out". */
  refused: number;
  /** From the press, or the opening for who was early, to the first definite answer. */
  latencyMs: {
    everybody?: Quantiles | undefined;
    replyNotLost?: Quantiles | undefined;
    booked?: Quantiles | undefined;
  };
  /** Presses planned, first sendings, and definite answers from the opening to the end of the spread, a second. */
  offeredPerS: number;
  sentPerS: number;
  answeredPerS: number;
  /** How late the generator was: from the moment a request was meant to be sent to the moment it got round to it. */
  latenessMs?: Quantiles | undefined;
  /** How long a request then had no connection to go out on: the system's doing, and part of the latency. */
  connectionWaitMs?: Quantiles | undefined;
  firstBookedMs: number | undefined;
  lastBookedMs: number | undefined;
  lastAnswerMs: number | undefined;
}

export function figuresOf(
  told: readonly Told[],
  plan: readonly PlannedTap[],
  people: readonly PersonTold[],
  spreadMs: number,
): Figures {
  const sent = told.filter((one) => one.sentMs !== undefined);
  const definite = told.filter(({ answer }) => answer.kind !== 'unknown' && answer.kind !== 'early');
  // Only a 201 is a place that was committed just then; later words of the same booking are not.
  const booked = told.filter((one) => one.name.startsWith('201')).map((one) => one.toldMs);
  const latency = (of: (person: PersonTold) => boolean): Quantiles | undefined =>
    quantilesOf(
      people.flatMap((one) => (one.definiteMs !== undefined && of(one) ? [one.definiteMs - one.fromMs] : [])),
    );
  const kind = (wanted: PlannedTap['kind']): number => plan.filter((tap) => tap.kind === wanted).length;
  return {
    presses: {
      all: plan.length,
      sameKeyAgain: kind('second-same-key'),
      otherKeyAgain: kind('second-other-key'),
      early: plan.filter((tap) => tap.atMs < 0).length,
      replyLost: plan.filter((tap) => tap.replyLost).length,
    },
    sent: sent.length,
    answers: countByName(told),
    unanswered: people.reduce((sum, person) => sum + person.unanswered, 0),
    refused: people.reduce((sum, person) => sum + person.refusals.length, 0),
    latencyMs: {
      everybody: latency(() => true),
      replyNotLost: latency((person) => !person.lost),
      booked: latency((person) => person.bookingIds.size > 0),
    },
    offeredPerS: perSecond(
      plan.map((tap) => tap.atMs),
      spreadMs,
    ),
    sentPerS: perSecond(
      sent.filter((one) => one.attempt === 0).map((one) => one.sentMs ?? 0),
      spreadMs,
    ),
    answeredPerS: perSecond(
      definite.map((one) => one.toldMs),
      spreadMs,
    ),
    latenessMs: quantilesOf(told.map((one) => one.handedMs - one.intendedMs)),
    connectionWaitMs: quantilesOf(sent.map((one) => (one.sentMs ?? 0) - one.handedMs)),
    firstBookedMs: least(booked),
    lastBookedMs: most(booked),
    lastAnswerMs: most(definite.map((one) => one.toldMs)),
  };
}

function countByName(told: readonly Told[]): Record<string, number> {
  const counts = [...Map.groupBy(told, (one) => one.name)].map(([name, same]): [string, number] => [name, same.length]);
  return Object.fromEntries(counts.sort((a, b) => b[1] - a[1]));
}

function perSecond(moments: readonly number[], windowMs: number): number {
  return (moments.filter((at) => at >= 0 && at < windowMs).length / windowMs) * 1_000;
}

function least(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : numbers.reduce((a, b) => Math.min(a, b));
}

function most(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : numbers.reduce((a, b) => Math.max(a, b));
}
