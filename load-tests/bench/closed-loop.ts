import type { Exchange, WireOutcome } from '../wire/exchange.js';
import type { ExpectedAnswer } from './contender.js';

export interface ClosedLoopOptions {
  pool: { send(bytes: Buffer, done: Exchange['done']): void };
  requests: readonly Buffer[];
  /** Requests outstanding at once. */
  outstanding: number;
  expected: ExpectedAnswer;
}

/** Keeps a fixed number of requests outstanding: every answer lets the next one go (closed loop). */
export class ClosedLoop {
  sent = 0;
  expected = 0;
  readonly other = new Map<string, number>();
  /** Milliseconds from request to answer, of the answers that were expected, since {@link record}. */
  latencies: number[] = [];
  private answered = 0;
  private recording = false;
  private stopped = false;
  private readonly ended: Promise<void>;
  private end: () => void = () => undefined;
  private readonly drained: Promise<void>;
  private drain: () => void = () => undefined;

  constructor(private readonly options: ClosedLoopOptions) {
    this.ended = new Promise((resolve) => (this.end = resolve));
    this.drained = new Promise((resolve) => (this.drain = resolve));
  }

  start(): void {
    const most = Math.min(this.options.outstanding, this.options.requests.length);
    for (let i = 0; i < most; i += 1) this.next();
  }

  /** From now on latencies are kept. */
  record(): void {
    this.recording = true;
  }

  /** Resolves when the requests are used up; until then the loop is whole. */
  whenUsedUp(): Promise<void> {
    return this.ended;
  }

  /** Sends no more. Resolves when everything sent is answered. */
  stop(): Promise<void> {
    this.stopped = true;
    this.recording = false;
    if (this.answered === this.sent) this.drain();
    return this.drained;
  }

  private next(): void {
    const bytes = this.options.requests[this.sent];
    if (bytes === undefined) {
      this.end();
      return;
    }
    this.sent += 1;
    this.options.pool.send(bytes, this.take);
  }

  private readonly take = (outcome: WireOutcome, sentMs: number | undefined): void => {
    this.answered += 1;
    const { status, holds } = this.options.expected;
    if (outcome.kind === 'reply' && outcome.reply.head.status === status && outcome.reply.body.includes(holds)) {
      this.expected += 1;
      if (this.recording && sentMs !== undefined) this.latencies.push(performance.now() - sentMs);
    } else {
      const name = nameOf(outcome);
      this.other.set(name, (this.other.get(name) ?? 0) + 1);
    }
    if (!this.stopped) this.next();
    else if (this.answered === this.sent) this.drain();
  };
}

/** What came instead, in a few words. */
function nameOf(outcome: WireOutcome): string {
  if (outcome.kind !== 'reply') return outcome.kind;
  const code = /"code":"([a-z/-]{1,60})"/.exec(outcome.reply.body)?.[1] ?? '';
  return `${String(outcome.reply.head.status)} ${code}`.trimEnd();
}
