import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId, Refusal } from '#kernel';
import type { BookingOutcome, BookPlaceRequest } from '#booking';
import { Redis } from 'ioredis';
import { testLedger, testRedis, type TestLedger, type TestRedis } from '../../../apps/stack/src/testing.js';
import { count, draftRound, entities, Heart, makePersons, tapOf } from './heart.js';
import { ReplyDropper } from '../../redis/test/reply-dropper.js';

let ledger: TestLedger;
let server: TestRedis;
let dropper: ReplyDropper;
let heart: Heart;

beforeAll(async () => {
  [ledger, server] = await Promise.all([testLedger(entities), testRedis()]);
  dropper = await ReplyDropper.before(server.server.port);
  heart = await Heart.start(ledger, `redis://127.0.0.1:${String(dropper.port)}`);
});
afterAll(async () => {
  await heart.stop();
  await dropper.close();
  await Promise.all([ledger.close(), server.close()]);
});

/** Retries as a page does: the same request until there is a definite answer. */
async function untilAnswered(request: BookPlaceRequest): Promise<BookingOutcome> {
  for (;;) {
    try {
      return await heart.bookPlace.execute(request);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'quota/gate-unavailable') throw error;
      await new Promise((wake) => setTimeout(wake, 20));
    }
  }
}

test('control: with the driver as it comes, one call of a script whose reply is lost takes twice', async () => {
  const redis = new Redis(dropper.port, '127.0.0.1');
  await redis.set('quota', 10);
  const take = "return redis.call('DECR', KEYS[1])";
  await redis.ping();
  dropper.dropReply();
  await redis.eval(take, 1, 'quota');
  expect(await redis.get('quota')).toBe('8');
  redis.disconnect();
});

test('every reply of the gate is lost once: one place for each person, none for nobody', async () => {
  const { roundId } = await draftRound(ledger.dataSource, [60]);
  await heart.arm.execute({ roundId, actor: 'test', reason: 'test' });
  await heart.directory.refresh();
  const people = await makePersons(ledger.dataSource, 50);
  for (const person of people) {
    dropper.dropReply();
    const outcome = await untilAnswered(tapOf(roundId, person));
    expect(outcome).toMatchObject({ kind: 'booked', fresh: true });
  }
  expect(dropper.pending).toBe(0);
  expect(await count(ledger.dataSource, roundId)).toEqual({ live: 50, places: 50, persons: 50 });
  expect((await heart.gate.inspect(roundId)).armed).toMatchObject({ places: 60, free: 10, granted: 50, remaining: 10 });
});

test('a server that has forgotten its scripts is told them again, and nobody gets two places', async () => {
  const { roundId } = await draftRound(ledger.dataSource, [30]);
  await heart.arm.execute({ roundId, actor: 'test', reason: 'test' });
  await heart.directory.refresh();
  const people = await makePersons(ledger.dataSource, 20);
  for (const person of people) {
    await server.redis.script('FLUSH');
    await Promise.all([1, 2, 3].map(() => untilAnswered(tapOf(roundId, person, newId()))));
  }
  expect(await count(ledger.dataSource, roundId)).toEqual({ live: 20, places: 20, persons: 20 });
  expect((await heart.gate.inspect(roundId)).armed).toMatchObject({ free: 10, granted: 20 });
});
