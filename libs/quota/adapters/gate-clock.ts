import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { Gate } from '../domain/gate.js';

/** Of the samples taken so far, one this much older counts as a millisecond slower: a clock's rate is never quite right. */
const AGEING_MS_PER_S = 0.1;

/**
 * The gate's clock, told without asking the gate each time: its distance from this process's steady clock, by the sample with
 * the shortest way there and back. Setting the machine's clock does not move it.
 */
@Injectable()
export class GateClock extends Clock {
  private best: { offsetMs: number; tripMs: number; takenAtMs: number } | undefined;

  constructor(private readonly gate: Gate) {
    super();
  }

  /** Takes one sample. @throws Refusal `quota/gate-unavailable` */
  async sample(): Promise<void> {
    const askedAtMs = performance.now();
    const gateMs = await this.gate.nowMs();
    const answeredAtMs = performance.now();
    const tripMs = answeredAtMs - askedAtMs;
    const agedMs = this.best
      ? this.best.tripMs + ((answeredAtMs - this.best.takenAtMs) / 1_000) * AGEING_MS_PER_S
      : Number.POSITIVE_INFINITY;
    // The gate tells whole milliseconds, cut off: on average it is half a one later than it says.
    if (tripMs <= agedMs) {
      this.best = { offsetMs: gateMs + 0.5 - (askedAtMs + answeredAtMs) / 2, tripMs, takenAtMs: answeredAtMs };
    }
  }

  nowMs(): number {
    if (!this.best) throw new Error('the gate clock has no sample yet');
    return Math.round(performance.now() + this.best.offsetMs);
  }
}
