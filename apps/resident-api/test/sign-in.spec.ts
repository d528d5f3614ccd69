import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { codeOf, IdentityApp, type Browser } from './identity-app.js';

let app: IdentityApp;

beforeAll(async () => {
  app = await IdentityApp.start();
});
afterAll(() => app.stop());

test('signing in leads over WeChat back to where it began, with cookies no other site can plant or read', async () => {
  const browser = app.newBrowser();
  const started = await browser.ask('GET', '/api/auth/wechat?return=/rounds/1%3Ffrom=menu');
  expect(started.statusCode).toBe(302);
  expect(started.headers['set-cookie']).toMatch(
    /^__Host-huiyue-attempt=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  const back = await browser.ask('GET', app.callbackFor(started, 'o-1'));
  expect([back.statusCode, back.headers.location]).toEqual([302, '/rounds/1?from=menu']);
  expect(back.headers['set-cookie']).toMatch(
    /^__Host-huiyue=[\w-]{43}; Path=\/; Expires=Wed, 23 Dec 2026 04:00:00 GMT; HttpOnly; Secure; SameSite=Lax$/,
  );
  const me = await browser.ask('GET', '/api/me');
  expect(me.json()).toEqual({
    accountId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    signedInUntil: '2026-12-23T04:00:00.000Z',
  });
});

test.each(['//evil.example', 'https://evil.example', '/%5cevil.example', '/.//evil.example'])(
  'signing in never leads to another site: %s',
  async (elsewhere) => {
    const browser = app.newBrowser();
    const started = await browser.ask('GET', `/api/auth/wechat?return=${encodeURIComponent(elsewhere)}`);
    const back = await browser.ask('GET', app.callbackFor(started, 'o-1'));
    expect(back.statusCode).toBe(302);
    expect(new URL(String(back.headers.location), 'https://huiyue.example').host).toBe('huiyue.example');
  },
);

test('signing in does not work in another browser, nor without a code, nor for a state sent twice', async () => {
  const [mine, other] = [app.newBrowser(), app.newBrowser()];
  const callback = app.callbackFor(await mine.ask('GET', '/api/auth/wechat'), 'o-1');
  await other.ask('GET', '/api/auth/wechat');
  const attempts: [Browser, string][] = [
    [other, callback],
    [app.newBrowser(), callback],
    [mine, callback.replace(/code=\w+&/, '')],
    [mine, `${callback}&state=x`],
    [mine, '/api/auth/wechat/callback'],
  ];
  for (const [browser, url] of attempts) {
    const refused = await browser.ask('GET', url);
    expect([refused.statusCode, codeOf(refused)]).toEqual([400, 'identity/sign-in-failed']);
    expect(browser.cookies.get('__Host-huiyue')).toBeUndefined();
  }
  expect((await mine.ask('GET', callback)).statusCode).toBe(302);
});

test('signing in gives a new token each time, whatever the browser had before', async () => {
  const browser = app.newBrowser();
  const planted = 'A'.repeat(43);
  browser.cookies.set('__Host-huiyue', planted);
  await browser.ask('GET', app.callbackFor(await browser.ask('GET', '/api/auth/wechat'), 'o-1'));
  expect(browser.cookies.get('__Host-huiyue')).not.toBe(planted);
  const holder = app.newBrowser();
  holder.cookies.set('__Host-huiyue', planted);
  expect((await holder.ask('GET', '/api/me')).statusCode).toBe(401);
});

test('ends with signing out, at once, and going back in the history does not undo it', async () => {
  const browser = app.newBrowser();
  const callback = app.callbackFor(await browser.ask('GET', '/api/auth/wechat'), 'o-1');
  await browser.ask('GET', callback);
  const kept = browser.cookies.get('__Host-huiyue') ?? '';
  expect((await browser.ask('POST', '/api/auth/logout')).statusCode).toBe(204);
  expect(browser.cookies.size).toBe(0);
  expect(codeOf(await browser.ask('GET', callback))).toBe('identity/sign-in-failed');
  const copy = app.newBrowser();
  copy.cookies.set('__Host-huiyue', kept);
  expect((await copy.ask('GET', '/api/me')).statusCode).toBe(401);
  expect((await app.newBrowser().ask('POST', '/api/auth/logout')).statusCode).toBe(204);
});
