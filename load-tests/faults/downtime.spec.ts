import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createConnection, type Connection } from 'mysql2/promise';
import { CrowdAtTheGate } from './crowd-at-the-gate.js';

let crowd: CrowdAtTheGate;
let ledger: Connection;
beforeAll(async () => {
  crowd = await CrowdAtTheGate.gather(20);
  ledger = await createConnection({ uri: crowd.system.mysqlUrl, timezone: 'Z' });
}, 180_000);
afterAll(async () => {
  await ledger.end();
  await crowd.disperse();
}, 60_000);

async function acts(action: string): Promise<number> {
  const [rows] = await ledger.query('SELECT COUNT(*) AS many FROM audit_event WHERE action = ?', [action]);
  return (rows as { many: number }[])[0]?.many ?? 0;
}

test('an opening that falls into a downtime of everything happens, once, and on time for whoever is there', async () => {
  const [first, second] = crowd.people;
  if (!first || !second) throw new Error('nobody came');
  const { opensAtMs, openingMs } = await crowd.openIn(8_000);
  const pool = crowd.pool();
  expect((await crowd.tap(pool, first, randomUUID())).answer.kind).toBe('early');
  await sleep(openingMs - 5_000 - performance.now());
  await crowd.system.killApps();
  // Control: nobody is there to be asked.
  expect((await crowd.tap(pool, first, randomUUID())).answer.kind).toBe('unknown');
  await sleep(openingMs + 30_000 - performance.now());
  await crowd.system.startApps();
  const readyMs = performance.now();
  const { answer } = await crowd.tap(pool, first, randomUUID());
  expect(answer.kind).toBe('booked');
  expect(performance.now() - readyMs).toBeLessThanOrEqual(1_000);
  await sleep(2_000);
  expect(await acts('round/open')).toBe(1);
  const [rows] = await ledger.query('SELECT MIN(granted_at) AS first FROM booking');
  expect((rows as { first: Date }[])[0]?.first.getTime()).toBeGreaterThanOrEqual(opensAtMs);

  await crowd.administrator.steer(crowd.system.roundId, 'close');
  await crowd.system.killApps();
  await crowd.system.startApps();
  expect((await crowd.tap(pool, second, randomUUID())).name).toBe('409 round/closed');
  expect((await crowd.tap(pool, first, randomUUID())).answer.kind).toBe('booked');
  expect(await acts('round/open')).toBe(1);
  pool.close();
}, 120_000);
