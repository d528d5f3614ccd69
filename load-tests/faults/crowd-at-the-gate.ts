import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startSystem, type System, type SystemOptions } from '../../apps/stack/src/system.js';
import { Administrator } from '../rush/administrator.js';
import { readAnswer, type NamedAnswer } from '../rush/answer.js';
import { Sites } from '../rush/browser.js';
import { PublicOffice } from '../rush/office.js';
import { castFromPopulation, prepare } from '../rush/preparation.js';
import type { ReadyResident } from '../rush/resident.js';
import { seededRandom } from '../rush/seeded-random.js';
import { requestBytes } from '../wire/request-bytes.js';
import { WirePool } from '../wire/wire-pool.js';

const CONSENT_VERSION = '2026-01';

/** A whole system of its own with a number of people who have their passes. */
export class CrowdAtTheGate {
  private constructor(
    readonly system: System,
    readonly people: readonly ReadyResident[],
    readonly office: PublicOffice,
    readonly administrator: Administrator,
    private readonly sites: Sites,
    private readonly dataDir: string,
  ) {}

  static async gather(people: number, options: Partial<SystemOptions> = {}): Promise<CrowdAtTheGate> {
    mkdirSync('.data', { recursive: true });
    const dataDir = mkdtempSync(join('.data', 'faults-'));
    const sites = new Sites({ mostConnections: 64, timeoutMs: 20_000 });
    const system = await startSystem({ dataDir, opensInMs: 3_600_000, ...options });
    const { residentUrl, roundId } = system;
    const office = new PublicOffice(sites, residentUrl, roundId);
    const page = await office.pageWhen(({ state }) => state === 'armed', 10_000, 'the armed round');
    const cast = await castFromPopulation(people, page);
    const at = { residentUrl, roundId, consentVersion: CONSENT_VERSION };
    const { ready } = await prepare(sites, at, page, cast, seededRandom(1), () => undefined);
    const administrator = await Administrator.signIn(sites, system.staffUrl, system.administrator);
    return new CrowdAtTheGate(system, ready, office, administrator, sites, dataDir);
  }

  /** Moves the opening. @returns its instant, by `performance.now()` of this process */
  async openIn(ms: number): Promise<{ opensAtMs: number; openingMs: number }> {
    const { offsetMs } = await this.office.clock();
    const opensAtMs = Math.round(performance.now() + offsetMs + ms);
    await this.administrator.setOpening(this.system.roundId, opensAtMs);
    return { opensAtMs, openingMs: opensAtMs - offsetMs };
  }

  pool(timeoutMs = 3_000): WirePool {
    const { hostname, port } = new URL(this.system.residentUrl);
    return new WirePool({ host: hostname, port: Number(port), mostConnections: 200, timeoutMs });
  }

  /** One tap, answered or not. */
  async tap(pool: WirePool, person: ReadyResident, key: string): Promise<NamedAnswer> {
    const bytes = requestBytes({
      method: 'POST',
      host: new URL(this.system.residentUrl).host,
      target: `/api/rounds/${String(this.system.roundId)}/bookings`,
      headers: { authorization: `Bearer ${person.pass}`, 'idempotency-key': key },
      body: { choices: person.choices },
    });
    return readAnswer(await pool.ask(bytes));
  }

  /** The key this system signs its passes with. */
  passKey(): string {
    return (JSON.parse(readFileSync(join(this.dataDir, 'secrets.json'), 'utf8')) as { passKey: string }).passKey;
  }

  async disperse(): Promise<void> {
    this.sites.close();
    await this.system.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
