import type { WirePool } from '../wire/wire-pool.js';
import type { WireOutcome } from '../wire/exchange.js';
import { readAnswer, type Answer } from './answer.js';
import { PATIENCE_MS, waitBeforeRetryMs } from './patience.js';
import type { Random } from './seeded-random.js';
import type { PlannedTap } from './tap-plan.js';

/** One request and what became of it. All moments in milliseconds after the opening. */
export interface Told {
  tap: PlannedTap;
  /** 0 for the first sending. */
  attempt: number;
  intendedMs: number;
  /** When the generator got round to it: from here on it is the system that takes its time. */
  handedMs: number;
  /** When it was written to a connection; undefined when it never got one. */
  sentMs: number | undefined;
  toldMs: number;
  name: string;
  answer: Answer;
}

export interface TappingOptions {
  pool: Pick<WirePool, 'send'>;
  plan: readonly PlannedTap[];
  /** The request of each tap of the plan, ready to be sent. */
  requests: readonly Buffer[];
  /** The opening by `performance.now()`. */
  openingMs: number;
  random: Random;
}

/** Fine enough to be no lateness to speak of, coarse enough to cost nothing. */
const TICK_MS = 1;

/**
 * Sends every tap of the plan at its moment, however slow the answers are (open loop), and each again with the same key
 * until there is a definite answer or nobody would wait any longer.
 */
export class Tapping {
  readonly told: Told[] = [];
  private next = 0;
  private underWay = 0;
  private finish: () => void = () => undefined;

  constructor(private readonly options: TappingOptions) {}

  /** Resolves when every tap has come to its end. */
  run(): Promise<void> {
    return new Promise((resolve) => {
      this.finish = resolve;
      this.tick();
    });
  }

  private tick(): void {
    const { plan } = this.options;
    for (let tap = plan[this.next]; tap && tap.atMs <= this.nowMs(); tap = plan[this.next]) {
      const request = this.options.requests[this.next];
      if (!request) throw new RangeError('a tap without a request');
      this.next += 1;
      this.underWay += 1;
      this.send(tap, request, 0, tap.atMs);
    }
    const following = plan[this.next];
    if (following)
      setTimeout(
        () => {
          this.tick();
        },
        Math.max(TICK_MS, Math.floor(following.atMs - this.nowMs())),
      );
    else this.finishWhenDone();
  }

  private send(tap: PlannedTap, request: Buffer, attempt: number, intendedMs: number): void {
    const { pool, openingMs } = this.options;
    const handedMs = this.nowMs();
    pool.send(
      request,
      (outcome: WireOutcome, sentAt) => {
        const sentMs = sentAt === undefined ? undefined : sentAt - openingMs;
        const told = { tap, attempt, intendedMs, handedMs, sentMs, toldMs: this.nowMs(), ...readAnswer(outcome) };
        this.told.push(told);
        this.sendAgainOrEnd(told, request);
      },
      tap.replyLost && attempt === 0,
    );
  }

  private sendAgainOrEnd({ tap, attempt, answer, toldMs }: Told, request: Buffer): void {
    const waitMs = waitBeforeRetryMs(answer, attempt, this.options.random);
    if (waitMs === undefined || toldMs + waitMs > tap.atMs + PATIENCE_MS) {
      this.underWay -= 1;
      this.finishWhenDone();
    } else {
      setTimeout(() => {
        this.send(tap, request, attempt + 1, toldMs + waitMs);
      }, waitMs);
    }
  }

  private finishWhenDone(): void {
    if (this.underWay === 0 && this.next === this.options.plan.length) this.finish();
  }

  private nowMs(): number {
    return performance.now() - this.options.openingMs;
  }
}
