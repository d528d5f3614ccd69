import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { FixedClock } from '#kernel';

import { personOf } from '../src/population/person-number.js';
import { closeSimulators, runSimulator, wechat, type RunningSimulator } from './running-simulator.js';

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await runSimulator();
});
afterEach(() => simulator.make('wechat', { mode: 'up' }));
afterAll(closeSimulators);

const callback = 'http://127.0.0.1:3000/api/auth/wechat/callback';

function authorize(parameters: Record<string, string> = {}): Promise<Response> {
  const query = new URLSearchParams({
    appid: wechat.appid,
    redirect_uri: callback,
    response_type: 'code',
    scope: 'snsapi_base',
    state: 'state0123',
    ...parameters,
  });
  const url = `${simulator.address}/connect/oauth2/authorize?${query.toString()}#wechat_redirect`;
  return fetch(url, { redirect: 'manual' });
}

async function codeFor(openid: string): Promise<string> {
  const location = new URL((await authorize({ as: openid })).headers.get('location') ?? '');
  return location.searchParams.get('code') ?? '';
}

function exchange(code: string, parameters: Record<string, string> = {}): Promise<Response> {
  const query = new URLSearchParams({ ...wechat, code, grant_type: 'authorization_code', ...parameters });
  return fetch(`${simulator.address}/sns/oauth2/access_token?${query.toString()}`);
}

describe('WeChat web authorisation', () => {
  it('signs an openid in at once, and its code is worth that openid', async () => {
    const redirect = await authorize({ as: 'sim-0000042' });
    const location = new URL(redirect.headers.get('location') ?? '');
    expect(redirect.status).toBe(302);
    expect(location.origin + location.pathname).toBe(callback);
    expect(location.searchParams.get('state')).toBe('state0123');

    const answer = await exchange(location.searchParams.get('code') ?? '');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain']);
    expect(JSON.parse(await answer.text())).toEqual({
      access_token: expect.stringMatching(/^[\w-]{64}$/),
      expires_in: 7200,
      refresh_token: expect.stringMatching(/^[\w-]{64}$/),
      openid: 'sim-0000042',
      scope: 'snsapi_base',
    });
  });

  it('gives an openid for a code once, also to two who ask at the same time', async () => {
    const code = await codeFor('sim-0000042');
    const answers = await Promise.all([exchange(code), exchange(code)].map(async (answer) => (await answer).json()));
    expect(answers).toContainEqual(expect.objectContaining({ openid: 'sim-0000042' }));
    expect(answers).toContainEqual(expect.objectContaining({ errcode: 40163 }));
  });

  it('refuses a wrong secret without spending the code', async () => {
    const code = await codeFor('sim-0000042');
    const refused = await exchange(code, { secret: 'another' });
    expect([refused.status, await refused.json()]).toEqual([200, expect.objectContaining({ errcode: 40125 })]);
    expect(await (await exchange(code)).json()).toHaveProperty('openid', 'sim-0000042');
  });

  it.each([
    [{ appid: 'wx-another' }, 40013],
    [{ appid: '' }, 41002],
    [{ secret: '' }, 41004],
    [{ grant_type: 'client_credential' }, 40002],
    [{ code: '' }, 41008],
    [{ code: 'never-issued' }, 40029],
  ])('answers %j with errcode %i', async (parameters, errcode) => {
    expect(await (await exchange('x', parameters)).json()).toHaveProperty('errcode', errcode);
  });

  it('lets one choose a person on a page without scripts, whose links and form sign in', async () => {
    const answer = await authorize({ state: 'x1' });
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).not.toMatch(/<script|\sstyle=|\son\w+=/i);
    expect(html).toContain(`<b>${personOf(19).name}</b>`);
    expect(html).toContain('<input type="hidden" name="state" value="x1">');

    const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href?.replaceAll('&amp;', '&') ?? '');
    expect(links).toHaveLength(22);
    const signedIn = await fetch(simulator.address + (links[3] ?? ''), { redirect: 'manual' });
    expect(signedIn.headers.get('location')).toMatch(/callback\?code=[\w-]{32}&state=x1$/);
  });

  it('shows an error page, and leads nowhere, when the address is wrong', async () => {
    const answer = await authorize({ redirect_uri: 'javascript:alert(1)', as: 'sim-0000001' });
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    expect(await answer.text()).toContain('错误码：10003');
  });

  it('does not let a hostile address out of its attribute', async () => {
    const html = await (await authorize({ redirect_uri: 'https://a.example/"><script>1</script>' })).text();
    expect(html).not.toContain('<script');
  });
});

describe('WeChat in trouble', () => {
  it('is rate-limited on demand', async () => {
    const code = await codeFor('sim-0000042');
    await simulator.make('wechat', { mode: 'throttled' });
    const answer = await exchange(code);
    expect([answer.status, await answer.json()]).toEqual([200, expect.objectContaining({ errcode: 45011 })]);
    await simulator.make('wechat', { mode: 'up' });
    expect(await (await exchange(code)).json()).toHaveProperty('openid');
  });

  it('is rate-limited beyond its cap of calls a minute', async () => {
    const small = await runSimulator(3, new FixedClock(0));
    const ask = async () => (await fetch(`${small.address}/sns/oauth2/access_token`)).json();
    const answers = [await ask(), await ask(), await ask(), await ask()];
    expect(answers.map((answer) => Reflect.get(Object(answer), 'errcode') as unknown)).toEqual([
      41002, 41002, 41002, 45011,
    ]);
  });

  it('drops connections when it is down', async () => {
    await simulator.make('wechat', { mode: 'down' });
    await expect(exchange('x')).rejects.toThrow('fetch failed');
    await expect(authorize({ as: 'sim-0000001' })).rejects.toThrow('fetch failed');
  });

  it('answers late when it is slow', async () => {
    await simulator.make('wechat', { mode: 'slow', delayMs: 150 });
    const startedAt = performance.now();
    expect(await (await exchange('x')).json()).toHaveProperty('errcode', 40029);
    expect(performance.now() - startedAt).toBeGreaterThan(140);
  });
});
