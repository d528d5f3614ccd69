import type { System } from '../../apps/stack/src/system.js';
import { Administrator } from '../rush/administrator.js';
import { waitForAgreement } from '../rush/aftermath.js';
import type { Sites } from '../rush/browser.js';
import { CouldNotRun } from '../rush/could-not-run.js';
import { evidenceFrom } from '../rush/evidence.js';
import { PublicOffice } from '../rush/office.js';
import { castFromPopulation, prepare } from '../rush/preparation.js';
import { seededRandom } from '../rush/seeded-random.js';
import { verdictsOf, type Verdict } from '../rush/verdicts.js';
import { K6Run } from './k6-run.js';
import { evenTaps, K6Witness } from './k6-witness.js';
import type { LoadReport, Surroundings } from './load-report.js';
import type { LoadOptions } from './options.js';
import { writeTapsFile } from './taps-file.js';

const CONSENT_VERSION = '2026-01';
const SEED = 1;
const SPREAD_S = 2;
/** From setting the opening to the opening: time for every process, and k6, to hear of it. */
const LEAD_MS = 5_000;

interface Stage extends Surroundings {
  system: System;
  sites: Sites;
  dataDir: string;
  began: (k6: K6Run) => void;
}

/** Everything before the opening as the rush does it, the taps by k6, the audit as the rush does it. */
export async function openUnderK6(stage: Stage, { people }: LoadOptions): Promise<LoadReport> {
  const { system, sites, tell } = stage;
  const { residentUrl, roundId } = system;
  const office = new PublicOffice(sites, residentUrl, roundId);
  const page = await office.pageWhen(({ state }) => state === 'armed', 10_000, 'the armed round');
  const random = seededRandom(SEED);
  const cast = await castFromPopulation(people, page);
  const to = { residentUrl, roundId, consentVersion: CONSENT_VERSION };
  const { ready, ...prepared } = await prepare(sites, to, page, cast, random, tell);
  if (ready.length === 0)
    throw new CouldNotRun(`nobody could be made ready: ${[...prepared.failures.keys()].join('; ')}`);

  const plan = evenTaps(ready.length, SPREAD_S * 1_000, random);
  const witness = new K6Witness(plan);
  const administrator = await Administrator.signIn(sites, system.staffUrl, system.administrator);
  const k6 = new K6Run({
    program: stage.program,
    env: {
      RESIDENT_URL: residentUrl,
      ROUND_ID: String(roundId),
      TAPS_FILE: writeTapsFile(stage.dataDir, plan, ready),
      PEOPLE: String(ready.length),
      SPREAD_S: String(SPREAD_S),
    },
    onMessage: (message) => {
      witness.hear(message);
    },
    onLine: stage.print,
  });
  stage.began(k6);
  const thresholds = k6.thresholdsKept();
  await Promise.race([witness.ready, thresholds]);
  const { offsetMs } = await office.clock();
  const opensAtMs = Math.round(performance.now() + offsetMs + LEAD_MS);
  await administrator.setOpening(roundId, opensAtMs);
  tell(`${ready.length.toLocaleString('en-US')} people wait for the opening`);
  const thresholdsKept = await thresholds;

  tell('every answer is in; reading ledger and gate');
  const evidence = evidenceFrom({
    ...{ plan, told: witness.told, opensAtMs, clockErrorMs: witness.clockErrorMs },
    ...{ unready: prepared.unready, outsiders: prepared.outsiders, outsidersRefused: prepared.outsidersRefused },
    ...(await waitForAgreement(system, roundId)),
    options: { people: ready.length, spreadS: SPREAD_S, twice: 0, lost: 0, processes: 1, seed: SEED, json: '' },
    personIds: ready.map(({ personId }) => personId),
  });
  const verdicts = [...verdictsOf(evidence), everyTapMade(witness.untapped)];
  return { thresholdsKept, answers: evidence.figures.answers, verdicts };
}

function everyTapMade(untapped: number): Verdict {
  const says = 'k6 tapped for everybody who was ready';
  return { promise: '-', says, found: `${String(untapped)} left out`, verdict: untapped === 0 ? 'PASS' : 'FAIL' };
}
