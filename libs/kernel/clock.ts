/** The present moment. Code that decides never reads the process's clock by itself; it is handed one of these. */
export abstract class Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  abstract nowMs(): number;
}

export const systemClock: Clock = { nowMs: () => Date.now() };

/** A clock that stands still until it is moved. For tests. */
export class FixedClock extends Clock {
  constructor(private ms: number) {
    super();
  }

  nowMs(): number {
    return this.ms;
  }

  advanceMs(byMs: number): void {
    this.ms += byMs;
  }
}
