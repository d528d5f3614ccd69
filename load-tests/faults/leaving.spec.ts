import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CrowdAtTheGate } from './crowd-at-the-gate.js';

const PEOPLE = 200;

let crowd: CrowdAtTheGate;
beforeAll(async () => {
  crowd = await CrowdAtTheGate.gather(PEOPLE, { residentProcesses: 2 });
}, 180_000);
afterAll(async () => {
  await crowd.disperse();
}, 60_000);

/** Everybody taps every 500 ms for four seconds; in between something happens to one of the two processes. */
async function tapThrough(incident: () => Promise<void>): Promise<Map<string, number>> {
  const names = new Map<string, number>();
  const pool = crowd.pool();
  await pool.warm(40);
  const until = performance.now() + 4_000;
  const tapping = crowd.people.map(async (person, i) => {
    const key = randomUUID();
    await sleep((i / PEOPLE) * 500);
    while (performance.now() < until) {
      const { name } = await crowd.tap(pool, person, key);
      names.set(name, (names.get(name) ?? 0) + 1);
      await sleep(500);
    }
  });
  await sleep(1_500);
  await incident();
  await Promise.all(tapping);
  pool.close();
  return names;
}

function processNamed(name: string): (typeof crowd.system.processes)[number] {
  const found = crowd.system.processes.find((one) => one.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
}

test('a process that is told to leave answers everybody first; one that is killed does not', async () => {
  const { openingMs } = await crowd.openIn(1_500);
  await sleep(openingMs + 100 - performance.now());
  let tookMs = 0;
  const leaving = await tapThrough(async () => {
    const startedMs = performance.now();
    await processNamed('resident-api-1').stop();
    tookMs = performance.now() - startedMs;
  });
  expect([...leaving.keys()].filter((name) => !/^20[01] /.test(name))).toEqual([]);
  expect(tookMs).toBeLessThanOrEqual(12_000);
  // Control: the same taps notice a process that is killed.
  const killed = await tapThrough(() => processNamed('resident-api-2').kill());
  expect([...killed.keys()].some((name) => !/^20[01] /.test(name))).toBe(true);
}, 60_000);
