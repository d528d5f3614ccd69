import { setTimeout as sleep } from 'node:timers/promises';
import { Browser, type Sites } from './browser.js';
import { CouldNotRun } from './could-not-run.js';
import { readGateClock, type ClockReading, type TimeSample } from './gate-clock.js';
import { readRoundPage, type RoundPage } from './round-page.js';

const CLOCK_SAMPLES = 25;

/** What everybody may see: the round's page and the gate's clock. */
export class PublicOffice {
  private readonly browser: Browser;

  constructor(
    sites: Sites,
    private readonly residentUrl: string,
    private readonly roundId: number,
  ) {
    this.browser = new Browser(sites);
  }

  /** Undefined while the round is not published. */
  async page(): Promise<RoundPage | undefined> {
    const url = new URL(`/api/rounds/${String(this.roundId)}`, this.residentUrl);
    const reply = await this.browser.request('GET', url, [200, 404]);
    return reply.head.status === 200 ? readRoundPage(JSON.parse(reply.body)) : undefined;
  }

  /** The page, once it shows what is waited for: it is made anew once a second. */
  async pageWhen(ready: (page: RoundPage) => boolean, withinMs: number, what: string): Promise<RoundPage> {
    for (const giveUpMs = performance.now() + withinMs; performance.now() < giveUpMs;) {
      const page = await this.page();
      if (page && ready(page)) return page;
      await sleep(100);
    }
    throw new CouldNotRun(`the round's page does not show ${what} within ${String(withinMs)} ms`);
  }

  /** The gate's clock against `performance.now()`. */
  async clock(): Promise<ClockReading> {
    const url = new URL('/api/time', this.residentUrl);
    const samples: TimeSample[] = [];
    for (let i = 0; i < CLOCK_SAMPLES; i += 1) {
      const askedMs = performance.now();
      const reply = await this.browser.request('GET', url, [200]);
      const answeredMs = performance.now();
      const { nowMs } = JSON.parse(reply.body) as { nowMs?: unknown };
      if (typeof nowMs !== 'number') throw new CouldNotRun('GET /api/time does not tell nowMs');
      samples.push({ askedMs, answeredMs, saidMs: nowMs });
    }
    return readGateClock(samples);
  }
}
