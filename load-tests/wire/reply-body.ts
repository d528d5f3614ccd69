import { NotHttp, type ReplyHead } from './reply-head.js';

const LONGEST_BODY = 32 * 1024 * 1024;
const LONGEST_CHUNK_LINE = 1_024;

/** Collects one body. */
export interface ReplyBody {
  /** @returns how many bytes of `bytes` belonged to the body; fewer than all of them only when it is complete */
  push(bytes: Buffer): number;
  readonly complete: boolean;
  /** Whether the end of the connection would complete it. */
  readonly endsWithConnection: boolean;
  text(): string;
}

/** How a body is framed: RFC 9112, section 6.3. HEAD and CONNECT are not sent by this client. */
export function bodyFor(head: ReplyHead): ReplyBody {
  if (head.status === 204 || head.status === 304) return new CountedBody(0);
  const encoding = head.header('transfer-encoding');
  if (encoding !== undefined) {
    if (encoding.toLowerCase() !== 'chunked') throw new NotHttp('transfer-encoding that was not asked for');
    return new ChunkedBody();
  }
  const length = head.header('content-length');
  if (length === undefined) return new CountedBody(Number.POSITIVE_INFINITY);
  if (!/^\d{1,15}$/.test(length)) throw new NotHttp('content-length is not a number');
  return new CountedBody(Number(length));
}

class CountedBody implements ReplyBody {
  private readonly parts: Buffer[] = [];
  private whole: string | undefined;
  private received = 0;

  constructor(private readonly length: number) {
    if (length !== Number.POSITIVE_INFINITY && length > LONGEST_BODY) throw new NotHttp('body too long');
  }

  push(bytes: Buffer): number {
    const taken = Math.min(bytes.length, this.length - this.received);
    // Nearly every reply arrives in one piece: no copy then.
    if (taken === this.length) this.whole = bytes.toString('utf8', 0, taken);
    else if (taken > 0) this.parts.push(Buffer.from(bytes.subarray(0, taken)));
    this.received += taken;
    if (this.received > LONGEST_BODY) throw new NotHttp('body too long');
    return taken;
  }

  get complete(): boolean {
    return this.received === this.length;
  }

  get endsWithConnection(): boolean {
    return this.length === Number.POSITIVE_INFINITY;
  }

  text(): string {
    return this.whole ?? Buffer.concat(this.parts).toString('utf8');
  }
}

/** RFC 9112, section 7.1. Trailers are read over. */
class ChunkedBody implements ReplyBody {
  readonly endsWithConnection = false;
  complete = false;
  private readonly data = new CountedBody(Number.POSITIVE_INFINITY);
  private state: 'size' | 'data' | 'after-data' | 'trailer' = 'size';
  private left = 0;
  private line = '';

  push(bytes: Buffer): number {
    let at = 0;
    while (at < bytes.length && !this.complete) {
      if (this.state === 'data') {
        const taken = Math.min(this.left, bytes.length - at);
        this.data.push(bytes.subarray(at, at + taken));
        this.left -= taken;
        at += taken;
        if (this.left === 0) this.state = 'after-data';
      } else {
        const end = bytes.indexOf(10, at);
        const stop = end === -1 ? bytes.length : end + 1;
        this.line += bytes.toString('latin1', at, stop);
        if (this.line.length > LONGEST_CHUNK_LINE) throw new NotHttp('chunk line too long');
        at = stop;
        if (end !== -1) this.takeLine();
      }
    }
    return at;
  }

  text(): string {
    return this.data.text();
  }

  private takeLine(): void {
    const line = this.line;
    this.line = '';
    if (!line.endsWith('\r\n')) throw new NotHttp('chunk line without CRLF');
    if (this.state === 'after-data') {
      if (line !== '\r\n') throw new NotHttp('chunk longer than it says');
      this.state = 'size';
    } else if (this.state === 'trailer') {
      this.complete = line === '\r\n';
    } else {
      const size = /^([\da-f]{1,8})[ \t]*(?:;.*)?\r\n$/i.exec(line)?.[1];
      if (size === undefined) throw new NotHttp('chunk size is not a number');
      this.left = Number.parseInt(size, 16);
      this.state = this.left === 0 ? 'trailer' : 'data';
    }
  }
}
