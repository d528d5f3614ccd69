import { Agent as PlainAgent, request as plainRequest, type IncomingMessage } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';

export interface OutsideRequest {
  method: 'GET' | 'POST';
  /** Path and query, to be put after the base address. */
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface OutsideAnswer {
  status: number;
  text: string;
}

/** No answer that could be read. Its message and cause hold nothing that was sent. */
export class NoAnswer extends Error {}

const MOST_SOCKETS = 64;
/** Sockets idle for this long are closed by us, before the other side closes one that we are just about to use. */
const IDLE_MS = 4_000;
const MOST_ANSWER_BYTES = 65_536;

/**
 * Calls one host outside, over connections that are kept, with a limit on the whole exchange. On this path the
 * platform's fetch costs three to five times the CPU, and a whole city verifies in the days before an opening.
 */
export class OutsideCaller {
  private readonly base: URL;
  private readonly agent: PlainAgent;

  /** @param timeoutMs from the call to the last byte of the answer */
  constructor(
    baseUrl: string,
    private readonly timeoutMs: number,
  ) {
    this.base = new URL(baseUrl);
    const options = { keepAlive: true, maxSockets: MOST_SOCKETS, timeout: IDLE_MS };
    this.agent = this.base.protocol === 'https:' ? new SecureAgent(options) : new PlainAgent(options);
  }

  /** What the Host header will say. */
  get host(): string {
    return this.base.host;
  }

  /** @throws NoAnswer */
  call({ method, path, headers = {}, body }: OutsideRequest): Promise<OutsideAnswer> {
    const send = this.base.protocol === 'https:' ? secureRequest : plainRequest;
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const request = send(this.base, {
        agent: this.agent,
        method,
        path: this.base.pathname.replace(/\/$/, '') + path,
        headers: { ...headers, ...length },
      });
      const late = setTimeout(() => {
        request.destroy(new NoAnswer(`no answer within ${String(this.timeoutMs)} ms`));
      }, this.timeoutMs);
      const fail = (cause: unknown): void => {
        clearTimeout(late);
        const { code } = cause as { code?: unknown };
        reject(cause instanceof NoAnswer ? cause : new NoAnswer(`the call broke off: ${String(code)}`, { cause }));
      };
      request.once('error', fail);
      request.once('response', (response) => {
        readWhole(response).then((text) => {
          clearTimeout(late);
          resolve({ status: response.statusCode ?? 0, text });
        }, fail);
      });
      request.end(body);
    });
  }
}

async function readWhole(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_ANSWER_BYTES) throw new NoAnswer('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
