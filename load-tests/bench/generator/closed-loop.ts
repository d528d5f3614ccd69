import type { ExpectedAnswer } from '../contender.js';
import { LoopConnection, type LoopAnswer } from './loop-connection.js';

export interface ClosedLoopOptions {
  port: number;
  requests: readonly Buffer[];
  connections: number;
  expected: ExpectedAnswer;
  /** How long the last answers are waited for (ms). */
  patienceMs: number;
}

/** Keeps one request outstanding on each connection: every answer lets the next one go (closed loop). */
export class ClosedLoop {
  sent = 0;
  expected = 0;
  /** Answers that were not expected, by what they said. */
  readonly other = new Map<string, number>();
  /** Milliseconds from request to answer, of the expected ones, while {@link recording}. */
  readonly latencies: number[] = [];
  recording = false;
  private readonly connections: LoopConnection[] = [];
  private answered = 0;
  private stopped = false;
  private end: () => void = () => undefined;
  private drain: () => void = () => undefined;
  private readonly usedUp = new Promise<void>((resolve) => (this.end = resolve));
  private readonly drained = new Promise<void>((resolve) => (this.drain = resolve));

  constructor(private readonly options: ClosedLoopOptions) {}

  /** Connects, and sends the first requests once all are connected. */
  async start(): Promise<void> {
    const { connections, port } = this.options;
    for (let i = 0; i < connections; i += 1) this.connections.push(new LoopConnection(port, this.take));
    await Promise.all(this.connections.map((one) => one.whenConnected()));
    for (const connection of this.connections) this.next(connection);
  }

  /** Resolves when the last request is sent; until then the loop is whole. */
  whenUsedUp(): Promise<void> {
    return this.usedUp;
  }

  /** Sends no more, waits for what is outstanding, and closes. */
  async stop(): Promise<void> {
    this.stopped = true;
    const impatient = setTimeout(() => {
      this.close();
    }, this.options.patienceMs);
    if (this.answered === this.sent) this.drain();
    await this.drained;
    clearTimeout(impatient);
    this.close();
  }

  private close(): void {
    for (const connection of this.connections) connection.close();
  }

  private next(connection: LoopConnection): void {
    const bytes = this.options.requests[this.sent];
    if (bytes === undefined) return;
    this.sent += 1;
    if (this.sent === this.options.requests.length) this.end();
    connection.send(bytes);
  }

  private readonly take = (connection: LoopConnection, answer: LoopAnswer | undefined, tookMs: number): void => {
    const { status, holds } = this.options.expected;
    this.answered += 1;
    if (answer?.status === status && answer.text.includes(holds)) {
      this.expected += 1;
      if (this.recording) this.latencies.push(tookMs);
    } else {
      const name = nameOf(answer);
      this.other.set(name, (this.other.get(name) ?? 0) + 1);
    }
    // A lost connection is not made again: the answer it owes is told, and that is enough to void the run.
    if (!this.stopped && answer) this.next(connection);
    else if (this.stopped && this.answered === this.sent) this.drain();
  };
}

function nameOf(answer: LoopAnswer | undefined): string {
  if (!answer) return 'connection lost';
  const code = /"code":"([a-z-]{1,30}\/[a-z-]{1,30})"/.exec(answer.text)?.[1] ?? '';
  return `${String(answer.status)} ${code}`.trimEnd();
}
