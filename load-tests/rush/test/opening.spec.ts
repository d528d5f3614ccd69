import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Browser, Sites } from '../browser.js';
import { evidenceFrom } from '../evidence.js';
import { OpeningLoad } from '../opening.js';
import type { RushOptions } from '../options.js';
import type { Citizen } from '../population.js';
import { getReady, isRefusedPass, type Office, type ReadyResident } from '../resident.js';
import { seededRandom } from '../seeded-random.js';
import { planTaps } from '../tap-plan.js';
import { verdictsOf, type Evidence } from '../verdicts.js';
import { FakeOffice, type Faults } from './fake-office.js';

const PEOPLE = 60;
const PLACES = 20;
const options: RushOptions = { people: PEOPLE, spreadS: 0.3, twice: 0.5, lost: 0.3, processes: 1, seed: 5, json: '' };
const citizen = (n: number): Citizen => ({
  openid: `sim-${String(n)}`,
  name: '张',
  idNumber: String(n),
  sex: 'female',
  birthDate: '1990-01-01',
});

let sites: Sites;
let office: FakeOffice | undefined;
beforeEach(() => {
  sites = new Sites({ mostConnections: 8, timeoutMs: 2_000 });
});
afterEach(() => {
  sites.close();
  office?.close();
});

/** A whole opening at an office with these faults, from sign-in to evidence. */
async function rushAt(faults: Faults): Promise<Evidence> {
  const fake = (office = await FakeOffice.open(PLACES, faults));
  const place: Office = { residentUrl: fake.url, roundId: 1, consentVersion: '1' };
  const residents: ReadyResident[] = [];
  for (let n = 0; n < PEOPLE; n += 1) {
    residents.push(await getReady(new Browser(sites), place, citizen(n), [{ any: true }]));
  }
  const random = seededRandom(options.seed);
  // Of so few people nobody would be early by chance.
  const plan = planTaps({ people: PEOPLE, spreadMs: 300, twice: options.twice, lost: options.lost }, random).map(
    (tap, i) => (i < 3 ? { ...tap, atMs: i - 150 } : tap),
  );
  const load = new OpeningLoad({ residentUrl: fake.url, roundId: 1, residents, plan, random, processes: [] });
  await load.connect();
  // Performance and wall clock tick together here; what differs is where they started.
  fake.opensAtMs = Math.round(Date.now() + 450);
  const { told } = await load.run(performance.now() + (fake.opensAtMs - Date.now()));
  return evidenceFrom({
    ...{
      options,
      plan,
      told,
      unready: 0,
      outsiders: 1,
      outsidersRefused: 1,
      opensAtMs: fake.opensAtMs,
      clockErrorMs: 5,
    },
    ...{ ledger: fake.ledger, personIds: residents.map((resident) => resident.personId) },
    ...{
      gate: { remaining: 0, free: 0, slots: 0, grantsWithoutBooking: 0, bookingsWithoutGrant: 0 },
      gateAgreedAfterMs: 0,
      otherShare: 0,
    },
  });
}

/** Times are for a quiet machine; here only what must hold on any. */
const failed = (evidence: Evidence): string[] =>
  verdictsOf(evidence)
    .filter((one) => one.verdict === 'FAIL' && one.promise !== 'S5' && !one.says.startsWith('never late'))
    .map((one) => one.promise);

describe('an opening over real connections', () => {
  test('an honest office keeps every promise, through lost replies and second presses', async () => {
    const evidence = await rushAt({});
    expect(failed(evidence)).toEqual([]);
    expect(evidence).toMatchObject({ booked: PLACES, places: PLACES });
    expect(evidence.figures.presses.replyLost).toBeGreaterThan(5);
    expect(evidence.figures.answers['reply lost on purpose']).toBe(evidence.figures.presses.replyLost);
    expect(evidence.figures.answers['409 booking/already-booked']).toBeGreaterThan(0);
    expect(evidence.figures.answers['200 booked, said again']).toBeGreaterThan(0);
    expect(evidence.figures.latencyMs.everybody?.count).toBe(PEOPLE);
  });

  test('an office that is busy first is asked again with the same key', async () => {
    const evidence = await rushAt({ busyFor: 30 });
    expect(failed(evidence)).toEqual([]);
    expect(evidence.figures.answers['503 quota/gate-unavailable']).toBeGreaterThan(15);
    const most = Math.max(...[...(office?.keysOf.values() ?? [])].map((keys) => keys.size));
    expect(most).toBe(2);
  });

  test.each<[string, Faults, string]>([
    ['sells one place too many', { oversells: true }, 'I1'],
    ['forgets a confirmed booking', { forgets: true }, 'I3'],
    ['tells winners that all is gone', { deniesWinners: true }, 'I5'],
    ['says "sold out" with a place left', { keepsOne: true }, 'I5'],
    ['opens early', { earlyMs: 290 }, 'T1'],
  ])('an office that %s is found out', async (_, faults, promise) => {
    expect(failed(await rushAt(faults))).toContain(promise);
  });

  test('who may not book is refused a pass, and the cookie of the attempt goes along', async () => {
    office = await FakeOffice.open(1);
    const place = { residentUrl: office.url, roundId: 1, consentVersion: '1' };
    expect(await isRefusedPass(new Browser(sites), place, { ...citizen(1), openid: 'man' })).toBe(true);
    expect(await isRefusedPass(new Browser(sites), place, citizen(2))).toBe(false);
  });

  test('a busy door is knocked at again', async () => {
    office = await FakeOffice.open(1, { busyDoorFor: 2 });
    const place = { residentUrl: office.url, roundId: 1, consentVersion: '1' };
    await expect(getReady(new Browser(sites), place, citizen(1), [{ any: true }])).resolves.toMatchObject({
      cookie: expect.stringContaining('login=sim-1'),
    });
  });

  test('an unexpected answer says where and what, and not who', async () => {
    office = await FakeOffice.open(1);
    const ask = new Browser(sites).request(
      'GET',
      new URL('/api/me/01933333-3333-7333-8333-333333333333', office.url),
      [200],
    );
    await expect(ask).rejects.toThrow('GET /api/me/…: 404 request/not-found');
  });
});
