import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sentenceFor, type RefusalCode } from '#kernel';
import { runFakeApp, type FakeApp } from './fake-app.js';
import { runNginx, type RunningNginx } from './running-nginx.js';

const PAGE = JSON.stringify({ rounds: [{ title: '九价HPV疫苗', text: 'x'.repeat(5_000) }] });

let nginx: RunningNginx;
let apps: [FakeApp, FakeApp];

function answer(...[request, response]: Parameters<FakeApp['answer']>): void {
  const shared = /^\/api\/rounds(\/\d+)?$/.test(request.url ?? '');
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('cache-control', shared ? 'public, max-age=1' : 'no-store');
  response.end(PAGE);
}

/** Sends the path as it is written. `fetch` would tidy it. */
async function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string; port?: number } = {},
) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>((resolve, reject) => {
    const { method = 'GET', headers = {}, body, port = nginx.residentPort } = options;
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

const seen = (): number => apps[0].requests.length + apps[1].requests.length;

/** A page of the cache that nobody has asked for yet. */
let lastRound = 100;
const freshPage = (): string => `/api/rounds/${String((lastRound += 1))}`;

beforeAll(async () => {
  apps = [await runFakeApp(answer), await runFakeApp(answer)];
  nginx = await runNginx({ apps: apps.map((app) => app.port) });
});

beforeEach(() => {
  for (const app of apps) {
    app.requests = [];
    app.answer = answer;
  }
});

afterAll(async () => {
  await Promise.all(apps.map((app) => app.stop()));
  await nginx.stop();
});

describe('pages that are the same for everybody', () => {
  test('a crowd costs the app one request, however each writes the query and its cookies', async () => {
    const page = freshPage();
    const crowd = Array.from({ length: 60 }, (_, i) =>
      ask(`${page}?t=${String(i)}`, { headers: { cookie: `s=${String(i)}` } }),
    );
    const replies = await Promise.all(crowd);
    expect(replies[0]?.headers['cache-control']).toBe('public, max-age=1');
    expect(replies.map(({ status, body }) => `${String(status)} ${String(body.length)}`)).toEqual(
      Array.from({ length: 60 }, () => `200 ${String(Buffer.byteLength(PAGE))}`),
    );
    expect(seen()).toBe(1);
    expect([...apps[0].requests, ...apps[1].requests].map(({ url, headers }) => [url, headers.cookie])).toEqual([
      [page, undefined],
    ]);
  });

  test('a page is asked for anew after the second the app gave it', async () => {
    const page = freshPage();
    await ask(page);
    const until = performance.now() + 5_000;
    while (seen() < 2 && performance.now() < until) await ask(page);
    expect(seen()).toBe(2);
  });

  test('nobody is shown an old page for more than a moment while the app hangs', async () => {
    const page = freshPage();
    await ask(page);
    for (const app of apps) app.answer = () => undefined;
    const since = performance.now();
    let lastShownMs = 0;
    const readers = Array.from({ length: 5 }, async () => {
      while (performance.now() < since + 5_000) {
        if ((await ask(page)).status === 200) lastShownMs = performance.now() - since;
      }
    });
    await Promise.all(readers);
    expect(lastShownMs).toBeGreaterThan(500);
    expect(lastShownMs).toBeLessThan(4_500);
  });

  test('it is packed for those who take it packed, and plain for the others', async () => {
    const page = freshPage();
    const encodings = ['gzip, deflate, br', 'br, GZIP;q=0.5', 'identity', 'gzip;q=0', 'xgzip'];
    const replies = await Promise.all(encodings.map((value) => ask(page, { headers: { 'accept-encoding': value } })));
    expect(replies.map(({ headers }) => headers['content-encoding'])).toEqual([
      'gzip',
      'gzip',
      undefined,
      undefined,
      undefined,
    ]);
    expect(replies[2]?.body.toString()).toBe(PAGE);
    expect(replies[0]?.body.length).toBeLessThan(1_000);
    expect(seen()).toBe(2);
  });
});

describe('what is one person’s own', () => {
  test('is asked of the app each time', async () => {
    await ask('/api/me/bookings');
    await ask('/api/me/bookings');
    expect(seen()).toBe(2);
  });

  test('the app is told the address of the connection, whatever the client claims', async () => {
    const headers = {
      'x-forwarded-for': '203.0.113.7',
      'x-real-ip': '203.0.113.7',
      forwarded: 'for=203.0.113.7',
      'x-forwarded-host': 'evil',
    };
    await ask('/api/me', { headers });
    const told = [...apps[0].requests, ...apps[1].requests].map((request) => request.headers);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1' });
    expect(JSON.stringify(told)).not.toMatch(/203\.0\.113\.7|evil/);
  });

  test('connections to the apps are kept', async () => {
    const before = apps[0].connections + apps[1].connections;
    for (let i = 0; i < 40; i += 1) await ask('/api/me');
    expect(apps[0].connections + apps[1].connections - before).toBeLessThanOrEqual(2);
  });

  test('a tap whose answer is lost is not sent to a second app, and the person is asked to come back', async () => {
    for (const app of apps) app.answer = (request) => request.socket.destroy();
    const reply = await ask('/api/rounds/1/bookings', { method: 'POST', body: '{}' });
    expect(reply.status).toBe(503);
    expect(seen()).toBe(1);
  });
});

describe('what is not for outside', () => {
  const paths = [
    '/metrics',
    '/metrics/',
    '//metrics',
    '/%6detrics',
    '/METRICS',
    '/api/../metrics',
    '/metrics;a',
    '/health/live',
    '/./health/ready',
  ];

  test.each(paths)('%s is not passed on', async (path) => {
    for (const port of [nginx.residentPort, nginx.staffPort]) expect((await ask(path, { port })).status).toBe(404);
    expect(seen()).toBe(0);
  });

  test('the log tells neither who asked nor for what exactly', async () => {
    await ask('/api/auth/wechat/callback?code=secret-code&state=s', { headers: { cookie: 'c=secret-cookie' } });
    const until = performance.now() + 5_000;
    while (!nginx.log().includes('"sign-in"') && performance.now() < until) await ask('/api/time');
    const log = nginx.log();
    expect(log).toContain('"route":"sign-in","method":"GET","status":200');
    expect(log).not.toMatch(/secret|127\.0\.0\.1/);
  });
});

describe('what nginx itself refuses, it refuses as the apps do', () => {
  function expectProblem(
    reply: Awaited<ReturnType<typeof ask>>,
    status: number,
    code: RefusalCode,
    language: 'zh-CN' | 'en',
  ): void {
    expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(JSON.parse(reply.body.toString())).toMatchObject({ status, code, detail: sentenceFor(code, language) });
    expect(reply.status).toBe(status);
  }

  test('a body over 16 KiB', async () => {
    const options = { method: 'POST', body: 'x'.repeat(16 * 1024 + 1) };
    expectProblem(await ask('/api/me/persons', options), 413, 'request/too-large', 'zh-CN');
    expect((await ask('/api/me/persons', { ...options, body: 'x'.repeat(16 * 1024) })).status).toBe(200);
  });

  test('an address that is not there', async () => {
    expectProblem(await ask('/metrics', { headers: { 'accept-language': 'en-GB' } }), 404, 'request/not-found', 'en');
  });

  test('one who floods, from then on', async () => {
    const strict = await runNginx({ apps: apps.map((app) => app.port), burst: 4 });
    try {
      const replies = [];
      for (let i = 0; i < 7; i += 1) replies.push(await ask('/api/me', { port: strict.residentPort }));
      expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 503, 503]);
      const last = replies[6];
      if (!last) throw new Error('seven replies');
      expectProblem(last, 503, 'request/overloaded', 'zh-CN');
      expect(last.headers['retry-after']).toBe('1');
    } finally {
      await strict.stop();
    }
  });

  test('when no app is there', async () => {
    const alone = await runNginx({ apps: [9] });
    try {
      for (const path of ['/api/time', '/api/rounds/1', '/']) {
        const reply = await ask(path, { port: alone.residentPort, headers: { 'accept-language': 'en' } });
        expectProblem(reply, 503, 'request/overloaded', 'en');
        expect(reply.headers).toMatchObject({ 'retry-after': '1', 'cache-control': 'no-store' });
      }
    } finally {
      await alone.stop();
    }
  });
});
