import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createConnection, type Connection } from 'mysql2/promise';
import { connectRedis } from '#redis';
import type { ReadyResident } from '../rush/resident.js';
import { CrowdAtTheGate } from './crowd-at-the-gate.js';

const PEOPLE = 12;

let crowd: CrowdAtTheGate;
let ledger: Connection;
beforeAll(async () => {
  crowd = await CrowdAtTheGate.gather(PEOPLE, { residentProcesses: 2 });
  ledger = await createConnection({ uri: crowd.system.mysqlUrl, timezone: 'Z' });
  const { openingMs } = await crowd.openIn(1_500);
  await sleep(openingMs + 100 - performance.now());
}, 180_000);
afterAll(async () => {
  await ledger.end();
  await crowd.disperse();
}, 60_000);

/** One tap over a connection of its own: the status and the whole body, or undefined when the connection broke. */
async function tap(person: ReadyResident, key: string): Promise<{ status: number; body: string } | undefined> {
  try {
    const answer = await fetch(`${crowd.system.residentUrl}/api/rounds/${String(crowd.system.roundId)}/bookings`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${person.pass}`,
        'idempotency-key': key,
        connection: 'close',
      },
      body: JSON.stringify({ choices: person.choices }),
      signal: AbortSignal.timeout(5_000),
    });
    return { status: answer.status, body: await answer.text() };
  } catch {
    return undefined;
  }
}

async function live(): Promise<number> {
  const [rows] = await ledger.query('SELECT COUNT(*) AS many FROM booking WHERE active = 1');
  return (rows as { many: number }[])[0]?.many ?? -1;
}

function processNamed(name: string): (typeof crowd.system.processes)[number] {
  const found = crowd.system.processes.find((one) => one.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
}

test('a gate that is emptied in the middle is whole again within two seconds, and nobody is booked twice', async () => {
  const people = crowd.people.slice(1);
  const keys = people.map(() => randomUUID());
  const first = await Promise.all(people.map((person, i) => tap(person, keys[i] ?? '')));
  expect(first.map((answer) => answer?.status)).toEqual(people.map(() => 201));
  const redis = connectRedis({ url: crowd.system.redisUrl, timeoutMs: 5_000 });
  await redis.connect();
  await redis.flushall();
  redis.disconnect();
  const emptiedMs = performance.now();
  const [one] = people;
  if (!one) throw new Error('nobody came');
  const statuses: (number | undefined)[] = [];
  for (let answer = await tap(one, randomUUID()); answer?.status !== 409; answer = await tap(one, randomUUID())) {
    statuses.push(answer?.status);
    if (performance.now() - emptiedMs > 20_000) throw new Error('the gate did not come back');
    await sleep(20);
  }
  const tookMs = performance.now() - emptiedMs;
  console.log(`a gate of 3,392 places was believed again ${tookMs.toFixed(0)} ms after it was emptied`);
  // Control: it was noticed. In between everybody was refused, and told to come back.
  expect(statuses.length).toBeGreaterThan(0);
  expect(new Set(statuses)).toEqual(new Set([503]));
  const again = await Promise.all(people.map((person, i) => tap(person, keys[i] ?? '')));
  expect(again.map((answer) => answer?.body)).toEqual(first.map((answer) => answer?.body));
  expect(await live()).toBe(people.length);
}, 60_000);

test('the same key a hundred times, with a process killed in between: one effect, one body', async () => {
  const [person] = crowd.people;
  if (!person) throw new Error('nobody came');
  const before = await live();
  const key = randomUUID();
  const answers: Awaited<ReturnType<typeof tap>>[] = [];
  for (let i = 0; i < 100; i += 4) {
    const four = [1, 2, 3, 4].map(() => tap(person, key));
    if (i === 0) await processNamed('resident-api-1').kill();
    answers.push(...(await Promise.all(four)));
  }
  const answered = answers.filter((answer) => answer !== undefined);
  expect(answered.length).toBeGreaterThan(90);
  expect(answered.every(({ status }) => status === 200 || status === 201)).toBe(true);
  expect(new Set(answered.map(({ body }) => body)).size).toBe(1);
  expect(await live()).toBe(before + 1);
}, 60_000);
