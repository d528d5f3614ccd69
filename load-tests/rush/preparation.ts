import { Browser, type Sites } from './browser.js';
import { castPeople, type Cast } from './casting.js';
import { drawChoices } from './choices-mix.js';
import { CouldNotRun } from './could-not-run.js';
import { forEachOfCrowd, type CrowdOptions } from './crowd.js';
import { readPopulation } from './population.js';
import { getReady, isRefusedPass, type Office, type ReadyResident } from './resident.js';
import type { RoundPage } from './round-page.js';
import type { Random } from './seeded-random.js';

/** How many people who may not book try to get a pass. */
const OUTSIDERS = 50;
/** As many at once as keep two cores busy. */
const AT_ONCE = 64;
const PROGRESS_EVERY_MS = 5_000;
/** Beyond this share it is not a matter of single people any more. */
const MOST_FAILURES = 0.01;

/** Everything that is done before the opening, and what did not work. */
export interface Prepared {
  /** Those who tap; whoever could not be made ready is left out. */
  ready: ReadyResident[];
  unready: number;
  outsiders: number;
  outsidersRefused: number;
  failures: ReadonlyMap<string, number>;
  tookS: number;
}

/** Takes the people out of the population: about one in twenty of it may not book. */
export async function castFromPopulation(people: number, page: RoundPage): Promise<Cast> {
  for (let count = Math.ceil(people * 1.1) + OUTSIDERS * 22; ; count *= 2) {
    const cast = castPeople(await readPopulation(count), page.eligibility, page.opensAtMs, {
      people,
      outsiders: OUTSIDERS,
    });
    if (cast) return cast;
    if (count > people * 8 + OUTSIDERS * 200)
      throw new CouldNotRun(`${String(count)} people of the population are not enough`);
  }
}

/** Signs everybody in, verifies them and gets their passes: each as a browser would, many at once. */
export async function prepare(
  sites: Sites,
  office: Office,
  page: RoundPage,
  cast: Cast,
  random: Random,
  tell: (line: string) => void,
): Promise<Prepared> {
  const choices = cast.tapping.map(() => drawChoices(page.slots, random));
  const startedMs = performance.now();
  const options = (what: string, of: number): CrowdOptions => ({
    atOnce: AT_ONCE,
    mostFailures: Math.ceil(of * MOST_FAILURES),
    progressEveryMs: PROGRESS_EVERY_MS,
    progress: (done) => {
      tell(`${done.toLocaleString('en-US')} of ${of.toLocaleString('en-US')} ${what}`);
    },
  });
  const refused = await forEachOfCrowd(
    cast.outsiders,
    (citizen) => isRefusedPass(new Browser(sites), office, citizen),
    options('who may not book have asked', cast.outsiders.length),
  );
  const tapping = await forEachOfCrowd(
    cast.tapping,
    (citizen, i) => getReady(new Browser(sites), office, citizen, choices[i] ?? []),
    options('are ready', cast.tapping.length),
  );
  const ready = tapping.results.filter((one) => one !== undefined);
  return {
    ready,
    unready: cast.tapping.length - ready.length,
    outsiders: cast.outsiders.length,
    outsidersRefused: refused.results.filter((wasRefused) => wasRefused === true).length,
    failures: new Map([...refused.failures, ...tapping.failures]),
    tookS: (performance.now() - startedMs) / 1_000,
  };
}
