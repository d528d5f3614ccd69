import type { Clock } from '#kernel';

/** Lets `mostPerMinute` calls through in each minute of the clock. */
export class CallCap {
  private minute = 0;
  private calls = 0;

  constructor(
    private readonly clock: Clock,
    private readonly mostPerMinute: number,
  ) {}

  admits(): boolean {
    const minute = Math.floor(this.clock.nowMs() / 60_000);
    if (minute !== this.minute) {
      this.minute = minute;
      this.calls = 0;
    }
    this.calls += 1;
    return this.calls <= this.mostPerMinute;
  }
}
