import { setTimeout as sleep } from 'node:timers/promises';
import { CouldNotRun } from './could-not-run.js';
import type { WireReply } from '../wire/reply-head.js';
import { requestBytes, type WireRequest } from '../wire/request-bytes.js';
import { WirePool } from '../wire/wire-pool.js';

/** An answer that was not the one the journey goes on with. Says where and what, never who. */
export class Unexpected extends CouldNotRun {
  constructor(
    step: string,
    readonly status: number | undefined,
    readonly code: string | undefined,
  ) {
    super(`${step}: ${status === undefined ? 'no answer' : String(status)}${code === undefined ? '' : ` ${code}`}`);
  }
}

const MOST_TRIES = 8;

/** Connections shared by all browsers, one pool to a site. */
export class Sites {
  private readonly pools = new Map<string, WirePool>();

  constructor(private readonly limits: { mostConnections: number; timeoutMs: number }) {}

  poolOf(url: URL): WirePool {
    const port = Number(url.port) || 80;
    const site = `${url.hostname}:${String(port)}`;
    let pool = this.pools.get(site);
    if (!pool) {
      if (url.protocol !== 'http:') throw new RangeError(`${url.origin} is not spoken to in plain HTTP`);
      pool = new WirePool({ host: url.hostname, port, ...this.limits });
      this.pools.set(site, pool);
    }
    return pool;
  }

  close(): void {
    for (const pool of this.pools.values()) pool.close();
  }
}

/** What one person's browser does before the opening: cookies, and trying again when a site is busy. Follows nothing by itself. */
export class Browser {
  private readonly cookies = new Map<string, Map<string, string>>();

  constructor(private readonly sites: Sites) {}

  /** @throws Unexpected when the site stays busy or silent, or answers with another status than expected */
  async request(
    method: WireRequest['method'],
    url: URL,
    expected: readonly number[],
    body?: unknown,
    more: Readonly<Record<string, string>> = {},
  ): Promise<WireReply> {
    const step = `${method} ${url.pathname.replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, '…')}`;
    const target = url.pathname + url.search;
    const headers = { origin: url.origin, ...this.cookieHeader(url.origin), ...more };
    const bytes = requestBytes({ method, host: url.host, target, headers, body });
    const reply = await this.patiently(url, bytes);
    const status = reply?.head.status;
    if (!reply || status === undefined || !expected.includes(status)) throw new Unexpected(step, status, codeOf(reply));
    this.keepCookies(url.origin, reply.head.headers('set-cookie'));
    return reply;
  }

  cookieHeader(origin: string): { cookie?: string } {
    const pairs = [...(this.cookies.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`);
    return pairs.length > 0 ? { cookie: pairs.join('; ') } : {};
  }

  private async patiently(url: URL, bytes: Buffer): Promise<WireReply | undefined> {
    let last: WireReply | undefined;
    for (let tried = 1; tried <= MOST_TRIES; tried += 1) {
      const outcome = await this.sites.poolOf(url).ask(bytes);
      if (outcome.kind === 'reply') last = outcome.reply;
      if (outcome.kind === 'reply' && outcome.reply.head.status !== 503) return last;
      await sleep(100 * 2 ** tried * (0.5 + Math.random()));
    }
    return last;
  }

  private keepCookies(origin: string, lines: readonly string[]): void {
    for (const line of lines) {
      const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      if (name === undefined || value === undefined) continue;
      const jar = this.cookies.get(origin) ?? new Map<string, string>();
      if (/;\s*max-age=0/i.test(line) || /;\s*expires=[^;]*\b1970\b/i.test(line)) jar.delete(name);
      else jar.set(name, value);
      this.cookies.set(origin, jar);
    }
  }
}

function codeOf(reply: WireReply | undefined): string | undefined {
  return /"code":"([\w/-]+)"/.exec(reply?.body ?? '')?.[1];
}
