import { connect, type Socket } from 'node:net';

/** One for all connections: what is read is taken out before the next one fills it. */
const landing = Buffer.allocUnsafe(64 * 1024);

const HEAD_END = '\r\n\r\n';
const LENGTH = '\r\ncontent-length: ';

export interface LoopAnswer {
  status: number;
  /** Head and body, a character for each byte. */
  text: string;
}

/**
 * A keep-alive connection with at most one request outstanding, and no more than a closed loop needs: it knows the replies
 * that Fastify writes, with `content-length`. Half as dear as a client that knows all of HTTP, and on a machine that carries
 * the load too, what the client costs is missing elsewhere.
 */
export class LoopConnection {
  private readonly socket: Socket;
  private unread = '';
  private waiting = false;
  private sentMs = 0;

  /** @param take gets the answer, or undefined when the connection is lost, and how long it took (ms) */
  constructor(
    port: number,
    private readonly take: (connection: LoopConnection, answer: LoopAnswer | undefined, tookMs: number) => void,
  ) {
    this.socket = connect({
      ...{ host: '127.0.0.1', port, noDelay: true },
      onread: { buffer: landing, callback: (length) => this.read(length) },
    });
    // 'close' follows and tells the rest.
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => {
      this.settle(undefined);
    });
  }

  whenConnected(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.once('connect', resolve);
      this.socket.once('error', reject);
    });
  }

  send(bytes: Buffer): void {
    this.waiting = true;
    this.sentMs = performance.now();
    if (this.socket.destroyed) this.settle(undefined);
    else this.socket.write(bytes);
  }

  close(): void {
    this.socket.destroy();
  }

  private read(length: number): boolean {
    const text = this.unread + landing.toString('latin1', 0, length);
    const headEnd = text.indexOf(HEAD_END);
    const at = text.indexOf(LENGTH);
    const whole =
      headEnd + HEAD_END.length + Number.parseInt(text.slice(at + LENGTH.length, at + LENGTH.length + 9), 10);
    if (headEnd === -1 || text.length < whole) {
      this.unread = text;
    } else if (at === -1 || at > headEnd || text.length > whole || !this.waiting) {
      // Not framed as expected: where the next reply begins could not be told.
      this.close();
    } else {
      this.unread = '';
      this.settle({ status: Number(text.slice(9, 12)), text });
    }
    return true;
  }

  private settle(answer: LoopAnswer | undefined): void {
    if (!this.waiting) return;
    this.waiting = false;
    this.take(this, answer, performance.now() - this.sentMs);
  }
}
