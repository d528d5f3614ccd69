import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startRedis, type RedisServer } from '../../../apps/stack/src/servers/redis.js';
import { testLedger, testRedis, type TestLedger, type TestRedis } from '../../../apps/stack/src/testing.js';
import { count, draftRound, entities, Heart, makePersons, tapOf } from './heart.js';

const CAPACITY = 9;
const SLOTS = 4;

let ledger: TestLedger;
let server: TestRedis;
let heart: Heart;
let present: RedisServer;

beforeAll(async () => {
  [ledger, server] = await Promise.all([testLedger(entities), testRedis()]);
  present = server.server;
  heart = await Heart.start(ledger, present.url);
});
afterAll(async () => {
  await heart.stop();
  await present.process.stop();
  await Promise.all([ledger.close(), server.close()]);
});

async function connected(): Promise<void> {
  while (heart.redis.status !== 'ready') await new Promise((wake) => setTimeout(wake, 10));
}

/** Kills the server and starts it again on its port, on its own file or on another. */
async function restart(change: (aofDir: string) => void): Promise<void> {
  await present.process.kill();
  change(join(server.dataDir, 'appendonlydir'));
  present = await startRedis({ dataDir: server.dataDir, port: present.port });
  await connected();
}

async function armed(): Promise<number> {
  const { roundId } = await draftRound(
    ledger.dataSource,
    Array.from({ length: SLOTS }, () => CAPACITY),
  );
  await heart.arm.execute({ roundId, actor: 'test', reason: 'test' });
  await heart.directory.refresh();
  return roundId;
}

async function bookSome(roundId: number, many: number): Promise<void> {
  const people = await makePersons(ledger.dataSource, many);
  const outcomes = await Promise.all(people.map((person) => heart.bookPlace.execute(tapOf(roundId, person))));
  expect(outcomes.every((outcome) => outcome.kind === 'booked')).toBe(true);
}

/** After a rebuild everything adds up, and the rest can be booked to the very last place. */
async function expectWholeAgain(roundId: number): Promise<void> {
  expect(await heart.keep.execute(roundId)).toBe('doubted');
  expect(await heart.keep.execute(roundId)).toBe('rebuilt');
  expect(await heart.keep.execute(roundId)).toBe('sound');
  await heart.directory.refresh();
  const { live } = await count(ledger.dataSource, roundId);
  const all = CAPACITY * SLOTS;
  expect((await heart.gate.inspect(roundId)).armed).toMatchObject({ places: all, granted: live, free: all - live });
  await bookSome(roundId, all - live);
  const [late] = await makePersons(ledger.dataSource, 1);
  if (!late) throw new Error('nobody there');
  expect(await heart.bookPlace.execute(tapOf(roundId, late))).toEqual({ kind: 'sold-out', roundRemaining: 0 });
  expect(await count(ledger.dataSource, roundId)).toEqual({ live: all, places: all, persons: all });
}

async function expectRefused(roundId: number): Promise<void> {
  const [person] = await makePersons(ledger.dataSource, 1);
  if (!person) throw new Error('nobody there');
  const before = await count(ledger.dataSource, roundId);
  await expect(heart.bookPlace.execute(tapOf(roundId, person))).rejects.toThrow('quota/gate-unavailable');
  expect(await count(ledger.dataSource, roundId)).toEqual(before);
}

test('control: a gate rolled back to an older file, believed, gives out places that are taken', async () => {
  const roundId = await armed();
  await bookSome(roundId, 10);
  await heart.redis.config('SET', 'appendfsync', 'always');
  const older = `${server.dataDir}-older`;
  cpSync(join(server.dataDir, 'appendonlydir'), older, { recursive: true });
  await bookSome(roundId, 10);
  await restart((aofDir) => {
    rmSync(aofDir, { recursive: true });
    cpSync(older, aofDir, { recursive: true });
  });
  rmSync(older, { recursive: true });
  // Were the server's life not part of what the gate checks, this is all it would take:
  const info = /run_id:(\w+)/.exec(await heart.redis.info('server'))?.[1] ?? '';
  await heart.redis.hset(`{r${String(roundId)}}:meta`, 'run', info);
  const [person] = await makePersons(ledger.dataSource, 1);
  const epoch = (await heart.rounds.find(roundId))?.gateEpoch ?? 0;
  const ranges = [{ low: 0, high: 10 ** 12 }];
  const [answer] = await heart.gate.ask(roundId, epoch, [{ personId: person?.personId ?? '', ranges }]);
  if (answer?.kind !== 'granted') throw new Error(`the old gate said ${String(answer?.kind)}`);
  expect(await heart.ledger.findAtPlace(answer.grant.slotId, answer.grant.placeNo)).toBeDefined();
});

test('a gate rolled back to an older file gives nothing out until it is rebuilt', async () => {
  const roundId = await armed();
  await bookSome(roundId, 10);
  const older = `${server.dataDir}-older`;
  cpSync(join(server.dataDir, 'appendonlydir'), older, { recursive: true });
  await bookSome(roundId, 10);
  await restart((aofDir) => {
    rmSync(aofDir, { recursive: true });
    cpSync(older, aofDir, { recursive: true });
  });
  rmSync(older, { recursive: true });
  await expectRefused(roundId);
  await expectWholeAgain(roundId);
});

test('a gate restarted empty gives nothing out until it is rebuilt', async () => {
  const roundId = await armed();
  await bookSome(roundId, 12);
  await restart((aofDir) => {
    rmSync(aofDir, { recursive: true });
  });
  await expectRefused(roundId);
  await expectWholeAgain(roundId);
});

test('a gate emptied while it runs gives nothing out until it is rebuilt', async () => {
  const roundId = await armed();
  await bookSome(roundId, 12);
  await heart.redis.flushall();
  await expectRefused(roundId);
  await expectWholeAgain(roundId);
});

test('what a gate of the past has granted cannot be booked once the ledger has moved on', async () => {
  const roundId = await armed();
  await bookSome(roundId, 3);
  const before = await heart.rounds.find(roundId);
  await heart.rounds.bumpEpoch(roundId, before?.gateEpoch ?? 0);
  await expectRefused(roundId);
  await expectWholeAgain(roundId);
});

test('of five rebuilds at once one is done, and the gate is whole', async () => {
  const roundId = await armed();
  await bookSome(roundId, 5);
  const rebuilt = await Promise.all([1, 2, 3, 4, 5].map(() => heart.rebuild.execute(roundId)));
  expect(rebuilt.filter((one) => one === 'done').length).toBeGreaterThanOrEqual(1);
  await heart.directory.refresh();
  expect(await heart.keep.execute(roundId)).toBe('sound');
  await bookSome(roundId, CAPACITY * SLOTS - 5);
});
