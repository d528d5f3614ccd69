import { setTimeout as sleep } from 'node:timers/promises';
import { requestBytes } from '../wire/request-bytes.js';
import { WirePool } from '../wire/wire-pool.js';
import { cpuShares, readCpu, readMachineBusyMs, type CpuUse, type NamedProcess } from './process-cpu.js';
import type { ReadyResident } from './resident.js';
import type { Random } from './seeded-random.js';
import type { PlannedTap } from './tap-plan.js';
import { Tapping, type Told } from './tapping.js';

/** As the page has it: five seconds without an answer, then the same request again. */
const ANSWER_WITHIN_MS = 5_000;
/** The page is open on every phone, so connections are there before the opening; a proxy has about as many. */
const MOST_CONNECTIONS = 4_000;
/** CPU is counted from here, before the earliest tap. */
const BEFORE_OPENING_MS = 350;

export interface OpeningOptions {
  residentUrl: string;
  roundId: number;
  residents: readonly ReadyResident[];
  plan: readonly PlannedTap[];
  random: Random;
  processes: readonly NamedProcess[];
}

export interface Opening {
  told: readonly Told[];
  cpu: CpuUse;
}

/** Everything made ready so that at the opening there is nothing left to do but send. */
export class OpeningLoad {
  private readonly pool: WirePool;
  private readonly requests: readonly Buffer[];

  constructor(private readonly options: OpeningOptions) {
    const { hostname, port } = new URL(options.residentUrl);
    this.pool = new WirePool({
      host: hostname,
      port: Number(port),
      mostConnections: MOST_CONNECTIONS,
      timeoutMs: ANSWER_WITHIN_MS,
    });
    this.requests = options.plan.map((tap) => this.requestOf(tap));
  }

  /** Opens the connections of those who wait for the opening. */
  async connect(): Promise<void> {
    await this.pool.warm(this.options.residents.length);
  }

  /** @param openingMs by `performance.now()` */
  async run(openingMs: number): Promise<Opening> {
    const { plan, random, processes } = this.options;
    try {
      await sleep(Math.max(0, openingMs - BEFORE_OPENING_MS - performance.now()));
      const [fromMs, before, busyBeforeMs] = [performance.now(), readCpu(processes), readMachineBusyMs()];
      const tapping = new Tapping({ pool: this.pool, plan, requests: this.requests, openingMs, random });
      await tapping.run();
      const windowMs = performance.now() - fromMs;
      const shares = cpuShares(processes, before, readCpu(processes), windowMs);
      const ours = shares.reduce((sum, one) => sum + one.share, 0);
      const otherShare = (readMachineBusyMs() - busyBeforeMs) / windowMs - ours;
      return { told: tapping.told, cpu: { windowMs, shares, otherShare } };
    } finally {
      this.pool.close();
    }
  }

  private requestOf(tap: PlannedTap): Buffer {
    const { residentUrl, roundId, residents } = this.options;
    const resident = residents[tap.person];
    if (!resident) throw new RangeError('a tap of nobody');
    const { host, origin } = new URL(residentUrl);
    return requestBytes({
      method: 'POST',
      host,
      target: `/api/rounds/${String(roundId)}/bookings`,
      headers: {
        origin,
        authorization: `Bearer ${resident.pass}`,
        'idempotency-key': tap.key,
        cookie: resident.cookie,
        accept: 'application/json',
        'accept-language': 'zh-CN',
      },
      body: { choices: resident.choices },
    });
  }
}
