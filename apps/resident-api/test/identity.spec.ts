import cookie from '@fastify/cookie';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { Test } from '@nestjs/testing';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { createLog, ProblemFilter } from '#http';
import { PassVerifier } from '#identity';
import { ClinicEntity, RoundDirectory, RoundEntity, roundProviders, SlotEntity } from '#round';
import { madeUpIdNumber, surroundings, type Surroundings } from '../../../libs/identity/test/whole-room.js';
import { identityControllers, identityGuards } from '../src/http/identity/identity.http.js';

let around: Surroundings;
let app: NestFastifyApplication;
let server: FastifyInstance;
let roundId: number;

beforeAll(async () => {
  around = await surroundings([RoundEntity, SlotEntity, ClinicEntity]);
  const module = await Test.createTestingModule({
    controllers: identityControllers,
    providers: [...around.providers, ...identityGuards, ...roundProviders],
  }).compile();
  app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await server.register(cookie);
  app.useGlobalFilters(new ProblemFilter(createLog('test', 'silent')));
  await app.init();
  await server.ready();
  roundId = await newRound('armed', '2026-12-20T08:00:00+08:00');
});
afterAll(async () => {
  await app.close();
  await around.close();
});
beforeEach(() => {
  around.provider.host.condition = 'up';
});

async function newRound(state: string, opensAt: string, closesAt?: string): Promise<number> {
  const { insertId } = (await around.ledger.dataSource.query(
    `INSERT INTO round (title, authority, channel, service, declared_quota, opens_at, closes_at, state, eligibility)
     VALUES ('t', 'a', 'c', 's', 1, ?, ?, ?, '{"sex":"female","minAge":9,"maxAge":45}')`,
    [new Date(opensAt), closesAt === undefined ? null : new Date(closesAt), state],
  )) as { insertId: number };
  await app.get(RoundDirectory).refresh();
  return insertId;
}

interface Browser {
  cookies: Record<string, string>;
  ask(method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object): Promise<LightMyRequestResponse>;
}

function newBrowser(): Browser {
  const cookies: Record<string, string> = {};
  return {
    cookies,
    ask: async (method, url, payload) => {
      const options: InjectOptions = { method, url, cookies, ...(payload && { payload }) };
      const response = await server.inject(options);
      for (const { name, value, maxAge } of response.cookies) {
        if (value === '' || maxAge === 0) delete cookies[name];
        else cookies[name] = value;
      }
      return response;
    },
  };
}

let codes = 0;

/** WeChat's part: the person agrees, and the browser is sent back. */
function callbackFor(started: LightMyRequestResponse, openid: string): string {
  codes += 1;
  around.wechat.codes.set(`code${String(codes)}`, openid);
  const state = new URL(String(started.headers.location)).searchParams.get('state') ?? '';
  return `/api/auth/wechat/callback?code=code${String(codes)}&state=${state}`;
}

async function signedIn(openid: string): Promise<Browser> {
  const browser = newBrowser();
  const callback = callbackFor(await browser.ask('GET', '/api/auth/wechat'), openid);
  expect((await browser.ask('GET', callback)).statusCode).toBe(302);
  return browser;
}

/** What it takes to add somebody the provider has on record. */
function onRecord(birthDate = '1990-01-01'): Record<string, unknown> {
  const idNumber = madeUpIdNumber(birthDate);
  around.provider.records.set(idNumber, '张三');
  return { name: '张三', idNumber, relation: 'self', consent: { version: '2026-11', guardian: true } };
}

const codeOf = (response: LightMyRequestResponse): unknown => response.json<{ code?: unknown }>().code;

describe('signing in', () => {
  test('leads over WeChat back to where it began, with cookies no other site can plant or read', async () => {
    const browser = newBrowser();
    const started = await browser.ask('GET', '/api/auth/wechat?return=/rounds/1%3Ffrom=menu');
    expect(started.statusCode).toBe(302);
    expect(started.headers['set-cookie']).toMatch(
      /^__Host-huiyue-attempt=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const back = await browser.ask('GET', callbackFor(started, 'o-1'));
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
    'never leads to another site: %s',
    async (elsewhere) => {
      const browser = newBrowser();
      const started = await browser.ask('GET', `/api/auth/wechat?return=${encodeURIComponent(elsewhere)}`);
      const back = await browser.ask('GET', callbackFor(started, 'o-1'));
      expect(back.statusCode).toBe(302);
      expect(new URL(String(back.headers.location), 'https://huiyue.example').host).toBe('huiyue.example');
    },
  );

  test('does not work in another browser, nor without a code, nor for a state sent twice', async () => {
    const [mine, other] = [newBrowser(), newBrowser()];
    const callback = callbackFor(await mine.ask('GET', '/api/auth/wechat'), 'o-1');
    await other.ask('GET', '/api/auth/wechat');
    for (const [browser, url] of [
      ...([[other, callback], [newBrowser(), callback], [mine, callback.replace(/code=\w+&/, '')]] as const),
      ...([[mine, `${callback}&state=x`], [mine, '/api/auth/wechat/callback']] as const),
    ] as const) {
      const refused = await browser.ask('GET', url);
      expect([refused.statusCode, codeOf(refused)]).toEqual([400, 'identity/sign-in-failed']);
      expect(browser.cookies['__Host-huiyue']).toBeUndefined();
    }
    expect((await mine.ask('GET', callback)).statusCode).toBe(302);
  });

  test('gives a new token each time, whatever the browser had before', async () => {
    const browser = newBrowser();
    const planted = 'A'.repeat(43);
    browser.cookies['__Host-huiyue'] = planted;
    await browser.ask('GET', callbackFor(await browser.ask('GET', '/api/auth/wechat'), 'o-1'));
    expect(browser.cookies['__Host-huiyue']).not.toBe(planted);
    const holder = newBrowser();
    holder.cookies['__Host-huiyue'] = planted;
    expect((await holder.ask('GET', '/api/me')).statusCode).toBe(401);
  });

  test('ends with signing out, at once, and going back in the history does not undo it', async () => {
    const browser = newBrowser();
    const callback = callbackFor(await browser.ask('GET', '/api/auth/wechat'), 'o-1');
    await browser.ask('GET', callback);
    const kept = { ...browser.cookies };
    expect((await browser.ask('POST', '/api/auth/logout')).statusCode).toBe(204);
    expect(browser.cookies).toEqual({});
    expect(codeOf(await browser.ask('GET', callback))).toBe('identity/sign-in-failed');
    const copy = newBrowser();
    copy.cookies['__Host-huiyue'] = kept['__Host-huiyue'] ?? '';
    expect((await copy.ask('GET', '/api/me')).statusCode).toBe(401);
    expect((await newBrowser().ask('POST', '/api/auth/logout')).statusCode).toBe(204);
  });
});

test('without a login every route but those of signing in says so', async () => {
  const stranger = newBrowser();
  for (const [method, url] of [
    ...([['GET', '/api/me'], ['GET', '/api/me/persons'], ['POST', '/api/me/persons']] as const),
    ...([['DELETE', '/api/me/persons/x'], ['POST', `/api/rounds/${String(roundId)}/passes`]] as const),
  ] as const) {
    const refused = await stranger.ask(method, url);
    expect([refused.statusCode, codeOf(refused)]).toEqual([401, 'identity/sign-in-required']);
    expect(refused.headers['content-type']).toContain('application/problem+json');
  }
});

describe('persons', () => {
  test('are added once, listed masked, and removed', async () => {
    const browser = await signedIn('o-persons');
    const form = onRecord();
    const added = await browser.ask('POST', '/api/me/persons', form);
    const person = added.json<{ personId: string }>();
    expect([added.statusCode, added.headers['cache-control']]).toEqual([201, 'no-store']);
    expect(Object.keys(person).sort()).toEqual([
      ...['birthYear', 'idNumberMasked', 'nameMasked', 'personId', 'relation', 'sex'],
    ]);
    expect((await browser.ask('POST', '/api/me/persons', form)).statusCode).toBe(200);
    const listed = await browser.ask('GET', '/api/me/persons');
    expect(listed.json()).toEqual({ persons: [person] });
    expect(`${added.body}${listed.body}`).not.toContain(form['idNumber']);
    expect((await browser.ask('DELETE', `/api/me/persons/${person.personId}`)).statusCode).toBe(204);
    expect(codeOf(await browser.ask('DELETE', `/api/me/persons/${person.personId}`))).toBe('identity/person-unknown');
    expect((await browser.ask('GET', '/api/me/persons')).json()).toEqual({ persons: [] });
  });

  test('of another account can be neither seen nor removed', async () => {
    const [mine, other] = [await signedIn('o-mine'), await signedIn('o-other')];
    const { personId } = (await mine.ask('POST', '/api/me/persons', onRecord())).json<{ personId: string }>();
    expect((await other.ask('GET', '/api/me/persons')).json()).toEqual({ persons: [] });
    expect((await other.ask('DELETE', `/api/me/persons/${personId}`)).statusCode).toBe(404);
    expect((await mine.ask('GET', '/api/me/persons')).json<{ persons: unknown[] }>().persons).toHaveLength(1);
  });

  test.each([
    ['name', { name: undefined }],
    ['name', { name: 3 }],
    ['idNumber', { idNumber: '' }],
    ['idNumber', { idNumber: { $ne: '' } }],
    ['relation', { relation: 'stranger' }],
    ['consent', { consent: undefined }],
    ['consent', { consent: [] }],
    ['consent', { consent: 'yes' }],
    ['consent.version', { consent: {} }],
    ['consent.guardian', { consent: { version: '1', guardian: null } }],
    ['admin', { admin: true }],
  ])('with a wrong %s are refused, the field named and the value not repeated', async (field, change) => {
    const browser = await signedIn('o-wrong');
    const form: Record<string, unknown> = { ...onRecord(), ...change };
    const refused = await browser.ask('POST', '/api/me/persons', form);
    expect([refused.statusCode, codeOf(refused)]).toEqual([422, 'request/invalid']);
    expect(refused.json<{ fields: { field: string }[] }>().fields.map((fault) => fault.field)).toContain(field);
    expect(refused.body).not.toContain(String(form['idNumber'] || 'nothing'));
  });

  test.each(['null', '[]', '"x"', '3', '', '[{}]'])('sent as %j are refused, not failed on', async (body) => {
    const browser = await signedIn('o-shapes');
    const options = { method: 'POST', url: '/api/me/persons', cookies: browser.cookies } as const;
    const refused = await server.inject({ ...options, headers: { 'content-type': 'application/json' }, body });
    expect([400, 422]).toContain(refused.statusCode);
    const wrapped = await server.inject({ ...options, payload: [onRecord()] });
    expect([wrapped.statusCode, codeOf(wrapped)]).toEqual([422, 'request/invalid']);
  });

  test('that the provider does not confirm have three different answers', async () => {
    const browser = await signedIn('o-three');
    const mismatch = await browser.ask('POST', '/api/me/persons', { ...onRecord(), name: '李四' });
    const unknown = await browser.ask('POST', '/api/me/persons', { ...onRecord(), idNumber: madeUpIdNumber() });
    around.provider.host.condition = 'drops';
    const down = await browser.ask('POST', '/api/me/persons', onRecord());
    expect([mismatch, unknown, down].map((response) => [response.statusCode, codeOf(response)])).toEqual([
      [422, 'identity/name-mismatch'],
      [422, 'identity/id-unknown'],
      [503, 'identity/provider-unavailable'],
    ]);
    expect(down.headers['retry-after']).toBeDefined();
  });
});

describe('passes', () => {
  test('are issued to an eligible person, with choices of this round', async () => {
    const browser = await signedIn('o-pass');
    const { personId } = (await browser.ask('POST', '/api/me/persons', onRecord())).json<{ personId: string }>();
    const url = `/api/rounds/${String(roundId)}/passes`;
    const issued = await browser.ask('POST', url, { personId, choices: [{ any: true }] });
    expect(issued.statusCode).toBe(201);
    const { pass, expiresAtMs, verdicts } = issued.json<{ pass: string; expiresAtMs: number; verdicts: unknown[] }>();
    expect(app.get(PassVerifier).verify(pass)).toMatchObject({ personId, roundId, expiresAtMs });
    expect(verdicts).toHaveLength(3);
    expect((await browser.ask('POST', url, { personId })).statusCode).toBe(201);
    for (const choices of [[], [{}], [{ slotId: 99 }], [{ slotId: 2 ** 53 }], [{ any: false }], 'any', null, Array(9).fill({ any: true })]) {
      const refused = await browser.ask('POST', url, { personId, choices });
      expect([refused.statusCode, codeOf(refused)]).toEqual([422, 'booking/choices-invalid']);
    }
  });

  test('are refused with every rule’s verdict to who is not eligible, and to who is not on the account', async () => {
    const browser = await signedIn('o-young');
    const { personId } = (await browser.ask('POST', '/api/me/persons', onRecord('2020-01-01'))).json<{ personId: string }>();
    const url = `/api/rounds/${String(roundId)}/passes`;
    const refused = await browser.ask('POST', url, { personId });
    expect([refused.statusCode, codeOf(refused)]).toEqual([403, 'identity/not-eligible']);
    expect(refused.json<{ verdicts: unknown[] }>().verdicts).toMatchObject([
      { rule: 'sex', met: true },
      { rule: 'min-age', met: false, sentence: { 'zh-CN': expect.any(String), en: expect.any(String) } },
      { rule: 'max-age', met: true },
    ]);
    expect(codeOf(await (await signedIn('o-elsewhere')).ask('POST', url, { personId }))).toBe('identity/person-unknown');
    expect(codeOf(await browser.ask('POST', url, { personId: 'x' }))).toBe('request/invalid');
  });

  test('are not to be had for a round that is unknown, in draft or over', async () => {
    const browser = await signedIn('o-rounds');
    const { personId } = (await browser.ask('POST', '/api/me/persons', onRecord())).json<{ personId: string }>();
    const draft = await newRound('draft', '2026-12-20T08:00:00+08:00');
    const closed = await newRound('closed', '2026-11-20T08:00:00+08:00');
    const past = await newRound('armed', '2026-11-20T08:00:00+08:00', '2026-11-21T08:00:00+08:00');
    const open = await newRound('armed', '2026-11-20T08:00:00+08:00');
    const answers = [];
    for (const id of [draft, 4_000_000_000, '0', '1e0', 'x', closed, past, open]) {
      const response = await browser.ask('POST', `/api/rounds/${String(id)}/passes`, { personId });
      answers.push(response.statusCode === 201 ? 201 : codeOf(response));
    }
    expect(answers).toEqual([
      ...['round/unknown', 'round/unknown', 'round/unknown', 'round/unknown', 'round/unknown'],
      ...['round/closed', 'round/closed', 201],
    ]);
  });
});

test('the document names every route of the room with its answers', () => {
  const document = SwaggerModule.createDocument(app, new DocumentBuilder().build());
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.sort()).toEqual([
    ...['DELETE /api/me/persons/{personId}', 'GET /api/auth/wechat', 'GET /api/auth/wechat/callback', 'GET /api/me'],
    ...['GET /api/me/persons', 'POST /api/auth/logout', 'POST /api/me/persons', 'POST /api/rounds/{roundId}/passes'],
  ]);
  expect(Object.keys(document.paths['/api/me/persons']?.post?.responses ?? {})).toEqual([
    ...['200', '201', '400', '401', '409', '422', '429', '503'],
  ]);
});
