import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { madeUpIdNumber } from '../../../libs/identity/test/whole-room.js';
import { codeOf, IdentityApp } from './identity-app.js';

let app: IdentityApp;

beforeAll(async () => {
  app = await IdentityApp.start();
});
afterAll(() => app.stop());

beforeEach(() => {
  app.around.provider.host.condition = 'up';
});

test('persons are added once, listed masked, and removed', async () => {
  const browser = await app.signedIn('o-persons');
  const form = app.onRecord();
  const added = await browser.ask('POST', '/api/me/persons', form);
  const person = added.json<{ personId: string }>();
  expect([added.statusCode, added.headers['cache-control']]).toEqual([201, 'no-store']);
  expect(Object.keys(person).sort()).toEqual([
    ...['birthYear', 'idNumberMasked', 'nameMasked', 'personId', 'relation', 'sex'],
  ]);
  expect((await browser.ask('POST', '/api/me/persons', form)).statusCode).toBe(200);
  const listed = await browser.ask('GET', '/api/me/persons');
  expect(listed.json()).toEqual({ persons: [person] });
  expect(`${added.body}${listed.body}`).not.toContain(form.idNumber);
  expect((await browser.ask('DELETE', `/api/me/persons/${person.personId}`)).statusCode).toBe(204);
  expect(codeOf(await browser.ask('DELETE', `/api/me/persons/${person.personId}`))).toBe('identity/person-unknown');
  expect((await browser.ask('GET', '/api/me/persons')).json()).toEqual({ persons: [] });
});

test('persons of another account can be neither seen nor removed', async () => {
  const [mine, other] = [await app.signedIn('o-mine'), await app.signedIn('o-other')];
  const { personId } = (await mine.ask('POST', '/api/me/persons', app.onRecord())).json<{ personId: string }>();
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
])('persons with a wrong %s are refused, the field named and the value not repeated', async (field, change) => {
  const browser = await app.signedIn('o-wrong');
  const right = app.onRecord();
  const refused = await browser.ask('POST', '/api/me/persons', { ...right, ...change });
  expect([refused.statusCode, codeOf(refused)]).toEqual([422, 'request/invalid']);
  expect(refused.json<{ fields: { field: string }[] }>().fields.map((fault) => fault.field)).toContain(field);
  expect(refused.body).not.toContain(right.idNumber);
  expect(refused.body).not.toContain(right.name);
});

test.each(['null', '[]', '"x"', '3', '', '[{}]'])('persons sent as %j are refused, not failed on', async (body) => {
  const browser = await app.signedIn('o-shapes');
  const options = { method: 'POST', url: '/api/me/persons', cookies: Object.fromEntries(browser.cookies) } as const;
  const refused = await app.server.inject({ ...options, headers: { 'content-type': 'application/json' }, body });
  expect([400, 422]).toContain(refused.statusCode);
  const wrapped = await app.server.inject({ ...options, payload: [app.onRecord()] });
  expect([wrapped.statusCode, codeOf(wrapped)]).toEqual([422, 'request/invalid']);
});

test('persons that the provider does not confirm have three different answers', async () => {
  const browser = await app.signedIn('o-three');
  const mismatch = await browser.ask('POST', '/api/me/persons', { ...app.onRecord(), name: '李四' });
  const unknown = await browser.ask('POST', '/api/me/persons', { ...app.onRecord(), idNumber: madeUpIdNumber() });
  app.around.provider.host.condition = 'drops';
  const down = await browser.ask('POST', '/api/me/persons', app.onRecord());
  expect([mismatch, unknown, down].map((response) => [response.statusCode, codeOf(response)])).toEqual([
    [422, 'identity/name-mismatch'],
    [422, 'identity/id-unknown'],
    [503, 'identity/provider-unavailable'],
  ]);
  expect(down.headers['retry-after']).toBeDefined();
});

test('without a login every route but those of signing in says so', async () => {
  const stranger = app.newBrowser();
  const routes = [
    ['GET', '/api/me'],
    ['GET', '/api/me/persons'],
    ['POST', '/api/me/persons'],
    ['DELETE', '/api/me/persons/x'],
    ['POST', '/api/rounds/1/passes'],
  ] as const;
  for (const [method, url] of routes) {
    const refused = await stranger.ask(method, url);
    expect([refused.statusCode, codeOf(refused)]).toEqual([401, 'identity/sign-in-required']);
    expect(refused.headers['content-type']).toContain('application/problem+json');
  }
});

test('the document names every route of the room with its answers', () => {
  const document = SwaggerModule.createDocument(app.nest, new DocumentBuilder().build());
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
