import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startSystem, type System } from '../../apps/stack/src/system.js';
import { Administrator } from './administrator.js';
import { waitForAgreement } from './aftermath.js';
import { Sites } from './browser.js';
import { CouldNotRun, unlessGivenUp } from './could-not-run.js';
import { evidenceFrom } from './evidence.js';
import { thisMachine } from './machine.js';
import { OpeningLoad } from './opening.js';
import { PublicOffice } from './office.js';
import type { RushOptions } from './options.js';
import { castFromPopulation, prepare, type Prepared } from './preparation.js';
import type { NamedProcess } from './process-cpu.js';
import type { Surroundings } from './report.js';
import { seededRandom } from './seeded-random.js';
import { planTaps } from './tap-plan.js';
import { verdictsOf, type Evidence, type Verdict } from './verdicts.js';

const FOLDER = '.data/rush';
const CONSENT_VERSION = '2026-01';
/** From setting the opening to the opening: time for every process to hear of it. */
const LEAD_MS = 5_000;
/** The closing count on the round's page is at most this old. */
const PAGE_AGE_MS = 2_000;

export interface RushReport {
  surroundings: Surroundings;
  evidence: Evidence;
  verdicts: Verdict[];
}

/** Ten minutes, and 20 ms for each person to be made ready. */
function limitMs({ people }: RushOptions): number {
  return 600_000 + people * 20;
}

/**
 * A private system, a crowd, one opening, and the audit of what came of it.
 * @throws CouldNotRun when it takes too long, is stopped by a signal, or a part of the system ends by itself
 */
export async function rush(options: RushOptions, tell: (line: string) => void): Promise<RushReport> {
  mkdirSync(FOLDER, { recursive: true });
  const dataDir = mkdtempSync(join(resolve(FOLDER), 'system-'));
  const log = createWriteStream(join(FOLDER, 'system.log'));
  const sites = new Sites({ mostConnections: 128, timeoutMs: 20_000 });
  let system: System | undefined;
  let giveUp: (why: string) => void = () => undefined;
  try {
    tell('starting a private system');
    const started = (system = await startSystem({
      dataDir,
      residentProcesses: options.processes,
      opensInMs: limitMs(options),
      onLine: (name, line) => log.write(`${name} ${line}\n`),
      onLoss: (name, how) => {
        giveUp(`${name} ended by itself: ${how}`);
      },
    }));
    return await unlessGivenUp(limitMs(options), (stop) => {
      giveUp = stop;
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
        process.once(signal, () => {
          stop(`stopped by ${signal}`);
        });
      return runOn(started, sites, options, tell);
    });
  } finally {
    sites.close();
    await system?.stop();
    log.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function runOn(
  system: System,
  sites: Sites,
  options: RushOptions,
  tell: (line: string) => void,
): Promise<RushReport> {
  const startedAt = new Date().toISOString();
  const { residentUrl, roundId } = system;
  const office = new PublicOffice(sites, residentUrl, roundId);
  const page = await office.pageWhen(({ state }) => state === 'armed', 10_000, 'the armed round');
  const random = seededRandom(options.seed);
  const cast = await castFromPopulation(options.people, page);
  const prepared = await prepare(
    sites,
    { residentUrl, roundId, consentVersion: CONSENT_VERSION },
    page,
    cast,
    random,
    tell,
  );
  refuseIfNobody(prepared);

  const people = prepared.ready.length;
  const plan = planTaps(
    { people, spreadMs: options.spreadS * 1_000, twice: options.twice, lost: options.lost },
    random,
  );
  const processes: NamedProcess[] = [
    ...system.processes.map(({ name, pid }) => ({ name, pid })),
    { name: 'generator', pid: process.pid },
  ];
  const load = new OpeningLoad({ residentUrl, roundId, residents: prepared.ready, plan, random, processes });
  const administrator = await Administrator.signIn(sites, system.staffUrl, system.administrator);
  await load.connect();
  const clock = await office.clock();
  const opensAtMs = Math.round(performance.now() + clock.offsetMs + LEAD_MS);
  await administrator.setOpening(roundId, opensAtMs);
  await office.pageWhen((now) => now.opensAtMs === opensAtMs, LEAD_MS - 1_000, 'the new opening');
  tell(`${people.toLocaleString('en-US')} people wait for the opening`);
  const { told, cpu } = await load.run(opensAtMs - clock.offsetMs);

  tell('every answer is in; reading ledger and gate');
  const aftermath = await waitForAgreement(system, roundId);
  await new Promise((wake) => setTimeout(wake, PAGE_AGE_MS));
  const pageRemaining = (await office.page())?.remaining ?? null;
  const evidence = evidenceFrom({
    ...{ options, plan, told, opensAtMs, clockErrorMs: clock.errorMs, otherShare: cpu.otherShare, ...aftermath },
    ...{ unready: prepared.unready, outsiders: prepared.outsiders, outsidersRefused: prepared.outsidersRefused },
    personIds: prepared.ready.map((resident) => resident.personId),
  });
  const surroundings = {
    ...{ startedAt, options, cpu, pageRemaining, machine: thisMachine() },
    clockErrorMs: clock.errorMs,
    readyInS: prepared.tookS,
    failures: Object.fromEntries(prepared.failures),
  };
  return { surroundings, evidence, verdicts: verdictsOf(evidence) };
}

function refuseIfNobody({ ready, failures }: Prepared): void {
  if (ready.length > 0) return;
  const why = [...failures].map(([reason, times]) => `${String(times)} × ${reason}`).join('; ');
  throw new CouldNotRun(`nobody could be made ready: ${why}`);
}
