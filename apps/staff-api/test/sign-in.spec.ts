import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { generateSync } from 'otplib';
import type { StaffRole } from '#staff';
import { RunningStaffApi, type Member } from './running-staff-api.js';

let api: RunningStaffApi;
let members: Record<StaffRole, Member>;
beforeAll(async () => {
  api = await RunningStaffApi.start();
  members = await api.members();
});
afterAll(async () => {
  await api.stop();
});

async function me(headers: Record<string, string>): Promise<unknown> {
  const { status, body } = await api.ask('GET', '/api/me', { headers });
  return status === 200 ? (body as { username: string }).username : (body as { code: string }).code;
}

test('a login works as cookie and as bearer until it is signed out, and its code a second time does not', async () => {
  const answer = await api.signIn(members.operator);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const { token, ...rest } = answer.body as { token: string };
  expect(rest).toEqual({
    ...{ staffId: expect.any(String), username: 'the-operator', role: 'operator' },
    signedInUntil: expect.stringMatching(/Z$/),
  });
  const cookie = answer.headers.get('set-cookie') ?? '';
  expect(cookie.split('; ').toSorted()).toEqual([
    ...[expect.stringMatching(/^Expires=/), 'HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure'],
    `__Host-huiyue-staff=${token}`,
  ]);
  expect(await me({ authorization: `Bearer ${token}` })).toBe('the-operator');
  expect(await me({ cookie: `__Host-huiyue-staff=${token}` })).toBe('the-operator');
  expect(await api.signIn(members.operator)).toMatchObject({ status: 401, body: { code: 'staff/sign-in-failed' } });

  const out = await api.ask('POST', '/api/auth/logout', { headers: { cookie: `__Host-huiyue-staff=${token}` } });
  expect(out.status).toBe(204);
  expect(out.headers.get('set-cookie')).toMatch(/^__Host-huiyue-staff=; /);
  expect(await me({ authorization: `Bearer ${token}` })).toBe('staff/sign-in-required');
});

test.each([
  ['no token', {}],
  ['somebody’s guess', { authorization: `Bearer ${'A'.repeat(43)}` }],
  ['an empty token', { authorization: 'Bearer ' }],
  ['another scheme', { authorization: 'Basic YTpi' }],
  ['a cookie of another name', { cookie: '__Host-huiyue=x' }],
])('with %s nobody is signed in', async (_, headers) => {
  expect(await me(headers)).toBe('staff/sign-in-required');
});

test('five failures lock the account, and the log tells of no password', async () => {
  const { username, password, totpSecret } = members.clinic;
  const attempt = (word: string) =>
    api.ask('POST', '/api/auth/login', {
      body: { username, password: word, totp: generateSync({ secret: totpSecret }) },
    });
  for (let i = 0; i < 5; i += 1) expect((await attempt('not-the-password')).status).toBe(401);
  const locked = await attempt(password);
  expect(locked).toMatchObject({ status: 423, body: { code: 'staff/locked', detail: expect.any(String) } });
  expect((locked.body as { lockedForS: number }).lockedForS).toBeGreaterThan(880);
  expect(api.lines.join('\n')).not.toMatch(/not-the-password|set-cookie|__Host/);
});

test.each([
  ['no body', undefined, 422],
  ['half of JSON', '{"username":', 400],
  ['an array', [], 422],
  ['null', 'null', 422],
  ['a number for a password', { username: 'a', password: 1, totp: '123456' }, 422],
  ['too much', { username: 'a', password: 'x'.repeat(300), totp: '123456' }, 422],
  ['more than was asked for', { username: 'a', password: 'b', totp: '123456', role: 'administrator' }, 422],
])('a sign-in with %s is refused as what it is', async (_, body, status) => {
  const answer = await api.ask('POST', '/api/auth/login', { body });
  expect(answer).toMatchObject({ status, body: { code: status === 400 ? 'request/malformed' : 'request/invalid' } });
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
});

test('every documented route but signing in and out is closed to strangers, and the document is of this API', async () => {
  const { body } = await api.ask('GET', '/api/openapi.json');
  const { paths } = body as { paths: Record<string, Record<string, unknown>> };
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase(), path] as const),
  );
  expect(routes.map(([method, path]) => `${method} ${path}`).toSorted()).toEqual([
    'GET /api/audit',
    'GET /api/clinics',
    'GET /api/me',
    'GET /api/rounds',
    'GET /api/rounds/{roundId}',
    'GET /api/rounds/{roundId}/gate',
    'PATCH /api/rounds/{roundId}',
    'POST /api/auth/login',
    'POST /api/auth/logout',
    'POST /api/clinics',
    'POST /api/clinics/import',
    'POST /api/rounds',
    'POST /api/rounds/{roundId}/arm',
    'POST /api/rounds/{roundId}/close',
    'POST /api/rounds/{roundId}/pause',
    'POST /api/rounds/{roundId}/resume',
    'POST /api/rounds/{roundId}/slots/import',
  ]);
  for (const [method, path] of routes.filter(([, path]) => !path.startsWith('/api/auth/'))) {
    const answer = await api.ask(method, path.replace('{roundId}', '1'), method === 'GET' ? {} : { body: {} });
    expect([method, path, answer.status]).toEqual([method, path, 401]);
  }
});

const writes = [
  ['POST', '/api/clinics'],
  ['POST', '/api/clinics/import'],
  ['POST', '/api/rounds'],
  ['PATCH', '/api/rounds/1'],
  ['POST', '/api/rounds/1/slots/import'],
  ...['arm', 'pause', 'resume', 'close'].map((move) => ['POST', `/api/rounds/1/${move}`]),
] as [string, string][];

test('an auditor reads everything and changes nothing', async () => {
  const { body } = await api.signIn(members.auditor);
  const { token } = body as { token: string };
  for (const path of ['/api/clinics', '/api/rounds', '/api/audit', '/api/me']) {
    expect([path, (await api.ask('GET', path, { as: token })).status]).toEqual([path, 200]);
  }
  for (const [method, path] of writes) {
    const answer = await api.ask(method, path, { as: token, body: {} });
    expect([method, path, answer.status, (answer.body as { code: string }).code]).toEqual([
      method,
      path,
      403,
      'staff/forbidden',
    ]);
  }
});
