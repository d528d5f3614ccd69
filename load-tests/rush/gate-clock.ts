/** One question for the time: when it was asked and answered by the local clock, and what the answer said. */
export interface TimeSample {
  askedMs: number;
  answeredMs: number;
  saidMs: number;
}

export interface ClockReading {
  /** To be added to the local clock to have the gate's. */
  offsetMs: number;
  /** The offset is wrong by at most this. */
  errorMs: number;
}

/**
 * The gate's clock from the quickest of several answers: the moment it speaks of lies somewhere between question and
 * answer, so half of that way is the most the middle can be wrong (Cristian's algorithm).
 */
export function readGateClock(samples: readonly TimeSample[]): ClockReading {
  const quickest = samples.reduce<TimeSample | undefined>(
    (best, sample) => (best && wayMs(best) <= wayMs(sample) ? best : sample),
    undefined,
  );
  if (!quickest) throw new RangeError('no sample of the gate’s clock');
  const half = wayMs(quickest) / 2;
  // The answer is a whole millisecond, cut off or rounded.
  return { offsetMs: quickest.saidMs - (quickest.askedMs + half), errorMs: half + 1 };
}

function wayMs({ askedMs, answeredMs }: TimeSample): number {
  return answeredMs - askedMs;
}
