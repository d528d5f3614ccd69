import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Refusal } from '#kernel';
import { AccountRepository } from '../adapters/account.repository.js';
import { LOGIN_MS } from '../domain/login-token.js';
import { CompleteSignIn, FindLogin, SignOut, StartSignIn, type CompletedSignIn } from '../index.js';
import { wholeRoom, type WholeRoom } from './whole-room.js';

let room: WholeRoom;
let startSignIn: StartSignIn;
let completeSignIn: CompleteSignIn;
let findLogin: FindLogin;

beforeAll(async () => {
  room = await wholeRoom();
  startSignIn = room.module.get(StartSignIn);
  completeSignIn = room.module.get(CompleteSignIn);
  findLogin = room.module.get(FindLogin);
});
afterAll(() => room.close());
beforeEach(() => {
  room.wechat.host.condition = 'up';
  room.wechat.host.delayMs = 0;
});

/** A browser on its way back from WeChat, where `openid` agreed. */
async function comingBack(openid: string): Promise<{ state: string; code: string; browser: string }> {
  const { location, browser } = await startSignIn.start('/rounds/1');
  const code = `code${randomBytes(8).toString('hex')}`;
  room.wechat.codes.set(code, openid);
  return { state: new URL(location).searchParams.get('state') ?? '', code, browser };
}

async function refusalOf(signingIn: Promise<CompletedSignIn>): Promise<string> {
  try {
    await signingIn;
    return 'signed in';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test('the browser is sent to WeChat with what WeChat wants, in the order in which it wants it', async () => {
  const { location } = await startSignIn.start('/');
  const url = new URL(location);
  expect(`${url.origin}${url.pathname}`).toBe(`${room.wechat.host.url}/connect/oauth2/authorize`);
  expect([...url.searchParams.keys()]).toEqual(['appid', 'redirect_uri', 'response_type', 'scope', 'state']);
  expect(url.searchParams.get('scope')).toBe('snsapi_base');
  expect(url.searchParams.get('redirect_uri')).toBe('https://huiyue.example/api/auth/wechat/callback');
  expect(url.searchParams.get('state')).toMatch(/^[0-9A-Za-z]{32,128}$/);
  expect(url.hash).toBe('#wechat_redirect');
});

test('who comes back is signed in, for a month, and returns to where the sign-in began', async () => {
  const signedIn = await completeSignIn.complete(await comingBack('o-one'));
  expect(signedIn.returnTo).toBe('/rounds/1');
  expect(signedIn.expiresAtMs - room.clock.nowMs()).toBe(LOGIN_MS);
  const login = await findLogin.find(signedIn.token);
  expect(login?.expiresAtMs).toBe(signedIn.expiresAtMs);
});

test('one openid is one account, also when it signs in from eight browsers at once', async () => {
  const browsers = await Promise.all(Array.from({ length: 8 }, () => comingBack('o-many')));
  const signedIn = await Promise.all(browsers.map((browser) => completeSignIn.complete(browser)));
  const logins = await Promise.all(signedIn.map(({ token }) => findLogin.find(token)));
  expect(new Set(logins.map((login) => login?.accountId)).size).toBe(1);
  expect(new Set(signedIn.map(({ token }) => token)).size).toBe(8);
});

test('an openid of another official account is another account', async () => {
  const accounts = room.module.get(AccountRepository);
  const one = await accounts.accountOf({ appid: 'wx1', openid: 'o-same', atMs: 0 });
  expect(await accounts.accountOf({ appid: 'wx2', openid: 'o-same', atMs: 0 })).not.toBe(one);
  expect(await accounts.accountOf({ appid: 'wx1', openid: 'o-same', atMs: 0 })).toBe(one);
});

describe('a sign-in that cannot be trusted', () => {
  test.each([
    ['no state', { state: undefined }],
    ['a state that nobody gave out', { state: 'a'.repeat(64) }],
    ['a state of the wrong form', { state: '*' }],
    ['no code', { code: undefined }],
    ['a code that WeChat does not know', { code: 'madeup' }],
    ['two codes', { code: ['a', 'b'] }],
    ['no cookie of the attempt', { browser: undefined }],
    ['another browser', { browser: randomBytes(32).toString('base64url') }],
  ])('is refused with %s', async (_what, change) => {
    expect(await refusalOf(completeSignIn.complete({ ...(await comingBack('o-x')), ...change }))).toBe(
      'identity/sign-in-failed',
    );
  });

  test('a stranger with the state gets nothing and takes nothing from the browser it belongs to', async () => {
    const honest = await comingBack('o-honest');
    const stranger = await comingBack('o-stranger');
    const injected = { state: honest.state, code: stranger.code, browser: stranger.browser };
    expect(await refusalOf(completeSignIn.complete(injected))).toBe('identity/sign-in-failed');
    expect(await refusalOf(completeSignIn.complete(honest))).toBe('signed in');
  });

  test('a state is good for one code, in its own browser too', async () => {
    const first = await comingBack('o-first');
    const second = await comingBack('o-second');
    await completeSignIn.complete(first);
    expect(await refusalOf(completeSignIn.complete({ ...first, code: second.code }))).toBe('identity/sign-in-failed');
  });

  test('a code is good once', async () => {
    const first = await comingBack('o-first');
    await completeSignIn.complete(first);
    const second = await comingBack('o-first');
    expect(await refusalOf(completeSignIn.complete({ ...second, code: first.code }))).toBe('identity/sign-in-failed');
  });

  test('an attempt of ten minutes ago is over', async () => {
    const late = await comingBack('o-late');
    const [key] = await room.redis.redis.keys(`*${late.state}`);
    const ttlMs = await room.redis.redis.pttl(key ?? '');
    expect(ttlMs).toBeGreaterThan(590_000);
    expect(ttlMs).toBeLessThanOrEqual(600_000);
    await room.redis.redis.pexpire(key ?? '', 0);
    expect(await refusalOf(completeSignIn.complete(late))).toBe('identity/sign-in-failed');
  });
});

describe('the honest callback that comes twice', () => {
  test('at the same time: both are signed in to one account, and the code is traded once', async () => {
    const calls = room.wechat.host.calls;
    const twin = await comingBack('o-twin');
    room.wechat.host.delayMs = 150;
    const both = await Promise.all([completeSignIn.complete(twin), completeSignIn.complete(twin)]);
    const logins = await Promise.all(both.map(({ token }) => findLogin.find(token)));
    expect(logins[0]?.accountId).toBeDefined();
    expect(logins[0]?.accountId).toBe(logins[1]?.accountId);
    expect(both.map(({ returnTo }) => returnTo)).toEqual(['/rounds/1', '/rounds/1']);
    expect(room.wechat.host.calls - calls).toBe(1);
  });

  test('is over after half a minute, however often it comes', async () => {
    const twin = await comingBack('o-twin');
    await completeSignIn.complete(twin);
    const [key = ''] = await room.redis.redis.keys(`*${twin.state}`);
    await room.redis.redis.pexpire(key, 5_000);
    await completeSignIn.complete(twin);
    expect(await room.redis.redis.pttl(key)).toBeLessThanOrEqual(5_000);
  });

  test('neither is signed in when the code was no good, and the second need not wait', async () => {
    const twin = { ...(await comingBack('o-twin')), code: 'madeup' };
    room.wechat.host.delayMs = 150;
    const startedAt = performance.now();
    const answers = await Promise.all([0, 1].map(() => refusalOf(completeSignIn.complete(twin))));
    expect(answers).toEqual(['identity/sign-in-failed', 'identity/sign-in-failed']);
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });
});

describe('WeChat out of order', () => {
  test.each(['drops', 'is-silent', 'talks-nonsense', 'is-busy'] as const)(
    'when it %s, that is said, and starting again later works',
    async (condition) => {
      room.wechat.host.condition = condition;
      const unlucky = await comingBack('o-patient');
      expect(await refusalOf(completeSignIn.complete(unlucky))).toBe('identity/wechat-unavailable');
      room.wechat.host.condition = 'up';
      expect(await refusalOf(completeSignIn.complete(unlucky))).toBe('identity/sign-in-failed');
      expect(await refusalOf(completeSignIn.complete(await comingBack('o-patient')))).toBe('signed in');
    },
  );

  test('when it refuses our secret, that is a fault of ours and names no secret', async () => {
    room.wechat.host.condition = 'refuses-us';
    const failing = completeSignIn.complete(await comingBack('o-x'));
    await expect(failing).rejects.toThrow('errcode 40125');
    await expect(failing).rejects.not.toBeInstanceOf(Refusal);
  });
});

describe('a login', () => {
  test('is kept as a hash alone', async () => {
    const { token } = await completeSignIn.complete(await comingBack('o-hash'));
    const rows = (await room.ledger.dataSource.query('SELECT token_hash FROM login')) as { token_hash: Buffer }[];
    const stored = Buffer.concat(rows.map((row) => row.token_hash));
    expect(stored.includes(Buffer.from(token, 'base64url'))).toBe(false);
    expect(stored.includes(token)).toBe(false);
    for (const key of await room.redis.redis.keys('*')) {
      expect(JSON.stringify(await room.redis.redis.hgetall(key))).not.toContain(token);
    }
  });

  test('is over at its last moment, not before', async () => {
    const { token, expiresAtMs } = await completeSignIn.complete(await comingBack('o-over'));
    const nowMs = room.clock.nowMs();
    room.clock.advanceMs(expiresAtMs - 1 - nowMs);
    expect(await findLogin.find(token)).toBeDefined();
    room.clock.advanceMs(1);
    expect(await findLogin.find(token)).toBeUndefined();
    room.clock.advanceMs(nowMs - expiresAtMs);
  });

  test('ends at once on signing out, and only that one', async () => {
    const [one, other] = [await comingBack('o-out'), await comingBack('o-out')];
    const [mine, else_] = [await completeSignIn.complete(one), await completeSignIn.complete(other)];
    const signOut = room.module.get(SignOut);
    await signOut.signOut(mine.token);
    expect(await findLogin.find(mine.token)).toBeUndefined();
    expect(await findLogin.find(else_.token)).toBeDefined();
    await signOut.signOut(mine.token);
    await signOut.signOut(undefined);
  });

  test.each([undefined, '', 'x', 42, "' OR 1=1 -- ", randomBytes(32).toString('base64url')])(
    'is not found for the token %j',
    async (token) => {
      expect(await findLogin.find(token)).toBeUndefined();
    },
  );
});
