import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connectRedis, runScript, serverRunId, type Redis, type Script } from '#redis';
import { createHash } from 'node:crypto';
import { testRedis, type TestRedis } from '../../../apps/stack/src/testing.js';
import { ReplyDropper } from './reply-dropper.js';

const lua = "return redis.call('INCR', KEYS[1])";
const increment: Script = { name: 'increment', lua, sha1: createHash('sha1').update(lua).digest('hex') };

/** Long enough for a busy machine to answer within it, short enough to wait for. */
const TIMEOUT_MS = 2_500;

let server: TestRedis;
let dropper: ReplyDropper;
let redis: Redis;

beforeAll(async () => {
  server = await testRedis();
  dropper = await ReplyDropper.before(server.server.port);
  redis = connectRedis({ url: `redis://127.0.0.1:${String(dropper.port)}`, timeoutMs: TIMEOUT_MS });
  redis.on('error', () => undefined);
  await redis.connect();
});
afterAll(async () => {
  redis.disconnect();
  await dropper.close();
  await server.close();
});

async function reconnected(): Promise<void> {
  while (redis.status !== 'ready') await new Promise((wake) => setTimeout(wake, 10));
}

test('a script whose reply is lost is an error, and is not run again', async () => {
  await runScript(redis, increment, ['a'], []);
  dropper.dropReply();
  await expect(runScript(redis, increment, ['a'], [])).rejects.toThrow();
  await reconnected();
  await new Promise((wake) => setTimeout(wake, 300));
  expect(await server.redis.get('a')).toBe('2');
});

test('a script the server does not know is handed over once and run once', async () => {
  await server.redis.script('FLUSH');
  expect(await runScript(redis, increment, ['b'], [])).toBe(1);
  expect(await runScript(redis, increment, ['b'], [])).toBe(2);
});

test('a frozen server is an error after the time limit', async () => {
  server.server.process.signal('SIGSTOP');
  const startedMs = performance.now();
  await expect(redis.get('a')).rejects.toThrow();
  const tookMs = performance.now() - startedMs;
  server.server.process.signal('SIGCONT');
  expect(tookMs).toBeGreaterThan(TIMEOUT_MS * 0.9);
  expect(tookMs).toBeLessThan(TIMEOUT_MS * 4);
});

test('a server tells which life it is in', async () => {
  await reconnected();
  expect(await serverRunId(redis)).toMatch(/^[0-9a-f]{40}$/);
});
