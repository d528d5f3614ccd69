import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AddPerson, CompleteSignIn, FindLogin, StartSignIn } from '../index.js';
import { madeUpIdNumber, newAccount, wholeRoom, type WholeRoom } from './whole-room.js';

let room: WholeRoom;

beforeAll(async () => {
  room = await wholeRoom();
});
afterAll(() => room.close());

test('without Redis nobody signs in and nobody is verified, each is told so at once, and who is signed in stays so', async () => {
  const account = await newAccount(room.ledger);
  const [signIn, complete] = [room.module.get(StartSignIn), room.module.get(CompleteSignIn)];
  const { location, browser } = await signIn.start('/');
  const state = new URL(location).searchParams.get('state');
  room.wechat.codes.set('code1', 'o-1');
  const { token } = await complete.complete({ state, code: 'code1', browser });
  const idNumber = madeUpIdNumber();
  room.provider.records.set(idNumber, '张三');
  const person = { name: '张三', idNumber, relation: 'self', consent: { version: '1' } } as const;

  await room.redis.server.process.kill();
  const startedAt = performance.now();
  await expect(signIn.start('/')).rejects.toThrow('identity/wechat-unavailable');
  await expect(complete.complete({ state, code: 'code1', browser })).rejects.toThrow('identity/wechat-unavailable');
  await expect(room.module.get(AddPerson).add(account, person)).rejects.toThrow('identity/provider-unavailable');
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  expect(await room.module.get(FindLogin).find(token)).toBeDefined();
  expect(room.provider.host.calls).toBe(0);
});
