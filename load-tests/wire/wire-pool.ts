import { settle, type Exchange, type WireOutcome } from './exchange.js';
import { Fifo } from './fifo.js';
import { WireConnection } from './wire-connection.js';

export interface WirePoolOptions {
  host: string;
  port: number;
  /** Most connections at once. A request that finds none free and no room for another waits. */
  mostConnections: number;
  /** Counted from the call of `send`, waiting for a connection included. */
  timeoutMs: number;
}

/** How often time limits are looked at. Answers are taken as they come. */
const SWEEP_MS = 20;
/** Servers are ready to accept a few hundred at once; beyond that the network waits a second before it tries again. */
const MOST_CONNECTING = 100;

/** Requests to one server over keep-alive connections, which take turns. */
export class WirePool {
  private readonly connections = new Set<WireConnection>();
  private readonly idle = new Fifo<WireConnection>();
  private readonly waiting = new Fifo<Exchange>();
  /** Every exchange in the order of its time limit, which is the order of sending: all are given the same time. */
  private readonly limits = new Fifo<Exchange>();
  private connecting = 0;
  private closed = false;
  private readonly sweeper = setInterval(() => {
    this.sweep();
  }, SWEEP_MS);

  constructor(private readonly options: WirePoolOptions) {}

  get size(): number {
    return this.connections.size;
  }

  /** @param cut close the connection when the request is written, as if the reply had been lost on its way */
  send(bytes: Buffer, done: Exchange['done'], cut = false): void {
    const giveUpMs = performance.now() + this.options.timeoutMs;
    const exchange = { bytes, cut, done, giveUpMs, sentMs: undefined, carrier: undefined, settled: false };
    if (this.closed) {
      settle(exchange, { kind: 'unreachable' });
      return;
    }
    this.limits.push(exchange);
    const connection = this.takeIdle();
    if (connection) {
      connection.send(exchange);
    } else {
      this.waiting.push(exchange);
      this.openIfWanted();
    }
  }

  /** The same for whoever can wait. */
  ask(bytes: Buffer): Promise<WireOutcome> {
    return new Promise((resolve) => {
      this.send(bytes, resolve);
    });
  }

  /** Opens connections until there are `count` or as many as are allowed, as pages already on the screen have them. */
  async warm(count: number): Promise<void> {
    const wanted = Math.min(count, this.options.mostConnections);
    for (let left = wanted - this.size; left > 0 && !this.closed; left -= MOST_CONNECTING) {
      for (let i = Math.min(left, MOST_CONNECTING); i > 0; i -= 1) this.open();
      while (this.connecting > 0) await new Promise((wake) => setTimeout(wake, 2));
    }
  }

  close(): void {
    this.closed = true;
    clearInterval(this.sweeper);
    for (const connection of this.connections) connection.abandon('lost');
    for (let left = this.waiting.shift(); left; left = this.waiting.shift()) settle(left, { kind: 'unreachable' });
  }

  private takeIdle(): WireConnection | undefined {
    let connection = this.idle.shift();
    while (connection && !connection.usable) connection = this.idle.shift();
    return connection;
  }

  private takeWaiting(): Exchange | undefined {
    let exchange = this.waiting.shift();
    while (exchange?.settled) exchange = this.waiting.shift();
    return exchange;
  }

  private openIfWanted(): void {
    if (this.connecting < this.waiting.length && this.size < this.options.mostConnections) this.open();
  }

  private open(): void {
    this.connecting += 1;
    let fresh = true;
    const arrived = (): void => {
      if (fresh) this.connecting -= 1;
      fresh = false;
    };
    const connection = new WireConnection(this.options, {
      free: (freed) => {
        arrived();
        const next = this.takeWaiting();
        if (next) freed.send(next);
        else this.idle.push(freed);
      },
      gone: (ended, reached) => {
        arrived();
        this.connections.delete(ended);
        const refused = reached ? undefined : this.takeWaiting();
        if (refused) settle(refused, { kind: 'unreachable' });
        if (!this.closed) this.openIfWanted();
      },
    });
    this.connections.add(connection);
  }

  private sweep(): void {
    const nowMs = performance.now();
    for (let first = this.limits.peek(); first; first = this.limits.peek()) {
      if (!first.settled && first.giveUpMs > nowMs) return;
      this.limits.shift();
      // The carrier of a settled one may be at work for another by now.
      if (first.settled) continue;
      settle(first, { kind: 'timeout' });
      first.carrier?.abandon('timeout');
    }
  }
}
