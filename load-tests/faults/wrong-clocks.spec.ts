import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { CrowdAtTheGate } from './crowd-at-the-gate.js';

const PEOPLE = 300;
const SKEWS_MS = [-2_000, 0, 2_000];
/** Each taps every 300 ms: 1,000 requests a second. */
const EVERY_MS = 300;

let crowd: CrowdAtTheGate;
beforeAll(async () => {
  const residentEnv = SKEWS_MS.map((skewMs) => ({
    NODE_OPTIONS: `--import=${resolve('load-tests/faults/skewed-clock.mjs')}`,
    CLOCK_SKEW_MS: String(skewMs),
  }));
  crowd = await CrowdAtTheGate.gather(PEOPLE, { residentProcesses: SKEWS_MS.length, residentEnv });
}, 180_000);
afterAll(async () => {
  await crowd.disperse();
}, 60_000);

test('control: the three processes do tell three different times of day', async () => {
  const response = async (): Promise<number> => {
    const answer = await fetch(`${crowd.system.residentUrl}/metrics`, { headers: { connection: 'close' } });
    const started = /^process_start_time_seconds (\d+)/m.exec(await answer.text())?.[1];
    return Number(started);
  };
  const seen = new Set<number>();
  for (let i = 0; i < 60; i += 1) seen.add(await response());
  expect(Math.max(...seen) - Math.min(...seen)).toBeGreaterThanOrEqual(3);
});

test('with API clocks 2 s slow, right and 2 s fast nobody is granted a place early, and the first within 100 ms', async () => {
  const { opensAtMs, openingMs } = await crowd.openIn(4_000);
  const pool = crowd.pool();
  const booked: number[] = [];
  const early: number[] = [];
  await Promise.all(
    crowd.people.map(async (person, i) => {
      const key = randomUUID();
      await new Promise((wake) => setTimeout(wake, openingMs - 2_500 - performance.now() + (i / PEOPLE) * EVERY_MS));
      for (;;) {
        const { answer, name } = await crowd.tap(pool, person, key);
        if (answer.kind === 'booked') {
          booked.push(performance.now() - openingMs);
          return;
        }
        if (answer.kind !== 'early') throw new Error(name);
        early.push(performance.now() - openingMs);
        await new Promise((wake) => setTimeout(wake, EVERY_MS));
      }
    }),
  );
  pool.close();
  const ledger = await createConnection({ uri: crowd.system.mysqlUrl, timezone: 'Z' });
  const [rows] = await ledger.query('SELECT MIN(granted_at) AS first, COUNT(*) AS many FROM booking');
  await ledger.end();
  const { first, many } = (rows as { first: Date; many: number }[])[0] ?? { first: new Date(0), many: 0 };
  console.log(
    `${String(early.length)} taps before, first grant ${String(first.getTime() - opensAtMs)} ms after the opening, ` +
      `first answer ${Math.min(...booked).toFixed(1)} ms after`,
  );
  expect(early.length).toBeGreaterThan(1_500);
  expect(many).toBe(crowd.people.length);
  expect(first.getTime()).toBeGreaterThanOrEqual(opensAtMs);
  expect(first.getTime() - opensAtMs).toBeLessThanOrEqual(100);
  expect(Math.min(...booked)).toBeGreaterThan(-5);
}, 60_000);
