/** The peer does not speak HTTP/1.1 as RFC 9112 has it, or says more than this client is willing to keep. */
export class NotHttp extends Error {}

/** Status line and header section of a reply, kept as text: most headers are never asked for. */
export class ReplyHead {
  readonly status: number;
  private readonly lowered: string;

  /** @param text from the status line to the last header, without the empty line */
  constructor(private readonly text: string) {
    if (!/^HTTP\/1\.[01] [1-5]\d\d(?: |\r\n|$)/.test(text)) throw new NotHttp('no status line');
    this.status = Number(text.slice(9, 12));
    this.lowered = text.toLowerCase();
  }

  /** Value of the first header of this name (given in lower case). */
  header(name: string): string | undefined {
    return this.valueAt(this.lowered.indexOf(`\r\n${name}:`), name);
  }

  /** Values of every header of this name: set-cookie may not be folded into one. */
  headers(name: string): string[] {
    const values: string[] = [];
    let at = this.lowered.indexOf(`\r\n${name}:`);
    while (at !== -1) {
      values.push(this.valueAt(at, name) ?? '');
      at = this.lowered.indexOf(`\r\n${name}:`, at + 2);
    }
    return values;
  }

  /** Whether another request may follow on this connection. */
  get keepsAlive(): boolean {
    const connection = this.header('connection')?.toLowerCase();
    return this.text.startsWith('HTTP/1.1') ? connection !== 'close' : connection === 'keep-alive';
  }

  private valueAt(at: number, name: string): string | undefined {
    if (at === -1) return undefined;
    const from = at + name.length + 3;
    const end = this.text.indexOf('\r\n', from);
    return this.text.slice(from, end === -1 ? undefined : end).trim();
  }
}

export interface WireReply {
  head: ReplyHead;
  body: string;
}
