import { connect, type Socket } from 'node:net';
import { settle, type Exchange } from './exchange.js';
import type { WireReply } from './reply-head.js';
import { ReplyReader } from './reply-reader.js';

/** One for all connections: the system fills it and the reader has done with it before the next one is filled. */
const landing = Buffer.allocUnsafe(64 * 1024);

export interface ConnectionEvents {
  /** It may carry the next request. */
  free(connection: WireConnection): void;
  /** It is closed; `reached` tells whether it had ever been made. */
  gone(connection: WireConnection, reached: boolean): void;
}

/** A keep-alive connection with at most one request outstanding. */
export class WireConnection {
  usable = false;
  private readonly socket: Socket;
  private readonly reader = new ReplyReader();
  private current: Exchange | undefined;
  private reached = false;

  constructor(
    address: { host: string; port: number },
    private readonly events: ConnectionEvents,
  ) {
    this.socket = connect({
      ...address,
      noDelay: true,
      onread: { buffer: landing, callback: (length) => this.read(length) },
    });
    this.socket.on('connect', () => {
      this.reached = this.usable = true;
      events.free(this);
    });
    // 'close' follows and tells the rest.
    this.socket.on('error', () => undefined);
    this.socket.on('end', () => {
      this.usable = false;
      this.finish(this.reader.end());
    });
    this.socket.on('close', () => {
      this.finish(undefined);
      events.gone(this, this.reached);
    });
  }

  send(exchange: Exchange): void {
    this.current = exchange;
    this.usable = false;
    exchange.carrier = this;
    exchange.sentMs = performance.now();
    if (exchange.cut) {
      this.socket.write(exchange.bytes, () => {
        this.current = undefined;
        settle(exchange, { kind: 'cut' });
        this.close();
      });
    } else {
      this.socket.write(exchange.bytes);
    }
  }

  /** Lets whoever waits for a reply know why there will be none, and closes. */
  abandon(kind: 'timeout' | 'lost'): void {
    if (this.current) settle(this.current, { kind });
    this.close();
  }

  close(): void {
    this.usable = false;
    this.socket.destroy();
  }

  private read(length: number): boolean {
    let reply: WireReply | undefined;
    try {
      reply = this.current && this.reader.push(landing.subarray(0, length));
    } catch {
      this.abandon('lost');
      return false;
    }
    // Bytes nobody asked for: whatever they are, the next reply could not be told from them.
    if (!this.current) this.close();
    else if (reply?.head.keepsAlive === false) this.finishAndClose(reply);
    else if (reply) this.finishAndGoOn(reply);
    return true;
  }

  private finishAndGoOn(reply: WireReply): void {
    const exchange = this.current;
    this.current = undefined;
    this.usable = true;
    this.events.free(this);
    if (exchange) settle(exchange, { kind: 'reply', reply });
  }

  private finishAndClose(reply: WireReply): void {
    this.finish(reply);
    this.close();
  }

  private finish(reply: WireReply | undefined): void {
    const exchange = this.current;
    this.current = undefined;
    if (exchange) settle(exchange, reply ? { kind: 'reply', reply } : { kind: 'lost' });
  }
}
