/** The present moment. Domain code never reads the process's clock by itself; it is handed one of these. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  nowMs(): number;
}

export const systemClock: Clock = { nowMs: () => Date.now() };

/** A clock that stands still until it is moved. For tests. */
export class FixedClock implements Clock {
  constructor(private ms: number) {}
  nowMs(): number {
    return this.ms;
  }
  advanceMs(byMs: number): void {
    this.ms += byMs;
  }
}
