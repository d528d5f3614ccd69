import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createConnection, type Connection } from 'mysql2/promise';
import type { ReadyResident } from '../rush/resident.js';
import { CrowdAtTheGate } from './crowd-at-the-gate.js';

let crowd: CrowdAtTheGate;
let ledger: Connection;
let people: [ReadyResident, ReadyResident, ReadyResident];

beforeAll(async () => {
  crowd = await CrowdAtTheGate.gather(3);
  ledger = await createConnection({ uri: crowd.system.mysqlUrl, timezone: 'Z' });
  const [first, second, third] = crowd.people;
  if (!first || !second || !third) throw new Error('nobody came');
  people = [first, second, third];
  const { openingMs } = await crowd.openIn(1_500);
  await new Promise((wake) => setTimeout(wake, openingMs + 100 - performance.now()));
}, 180_000);
afterAll(async () => {
  await ledger.end();
  await crowd.disperse();
}, 60_000);

interface Sent {
  method?: string;
  path?: string;
  pass?: string | undefined;
  key?: string | undefined;
  type?: string;
  body?: string;
  cookie?: string;
}

async function send(sent: Sent): Promise<{ status: number; code: unknown; body: Record<string, unknown> }> {
  const { method = 'POST', path = `/api/rounds/${String(crowd.system.roundId)}/bookings` } = sent;
  const pass = 'pass' in sent ? sent.pass : people[0].pass;
  const key = 'key' in sent ? sent.key : randomUUID();
  const answer = await fetch(crowd.system.residentUrl + path, {
    method,
    headers: {
      ...(method === 'POST' && { 'content-type': sent.type ?? 'application/json' }),
      ...(pass !== undefined && { authorization: `Bearer ${pass}` }),
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(sent.cookie !== undefined && { cookie: sent.cookie }),
    },
    ...(method === 'POST' && { body: sent.body ?? '{"choices":[{"any":true}]}' }),
  });
  const body = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, code: body['code'], body };
}

async function booked(): Promise<number> {
  const [rows] = await ledger.query('SELECT COUNT(*) AS many FROM booking');
  return (rows as { many: number }[])[0]?.many ?? -1;
}

/** A pass as this system would sign it, or nearly. */
function passOf(change: { rnd?: number; exp?: number; key?: string; alg?: string }): string {
  const [, payload = ''] = people[0].pass.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  const { key = crowd.passKey(), alg = 'HS256', ...changed } = change;
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg, typ: 'JWT', kid: 'k1' })}.${part({ ...claims, ...changed })}`;
  const signature =
    alg === 'none' ? '' : createHmac('sha256', Buffer.from(key, 'base64')).update(signed).digest('base64url');
  return `${signed}.${signature}`;
}

const nine = JSON.stringify({ choices: Array.from({ length: 9 }, () => ({ any: true })) });

test.each<[string, () => Sent, number, string]>([
  ['malformed JSON', () => ({ body: '{"choices":' }), 400, 'request/malformed'],
  ['an empty body', () => ({ body: '' }), 400, 'request/malformed'],
  ['a body that is no JSON', () => ({ type: 'text/plain', body: 'hello' }), 422, 'booking/choices-invalid'],
  ['a body of another type', () => ({ type: 'application/xml', body: '<a/>' }), 415, 'request/unsupported-media-type'],
  ['a body too large', () => ({ body: JSON.stringify({ choices: 'x'.repeat(20_000) }) }), 413, 'request/too-large'],
  ['no choices', () => ({ body: '{}' }), 422, 'booking/choices-invalid'],
  ['nine choices', () => ({ body: nine }), 422, 'booking/choices-invalid'],
  ['an unknown slot', () => ({ body: '{"choices":[{"slotId":999999}]}' }), 422, 'booking/choices-invalid'],
  ['an unknown clinic', () => ({ body: '{"choices":[{"clinicId":999999}]}' }), 422, 'booking/choices-invalid'],
  ['an unknown round', () => ({ path: '/api/rounds/999999/bookings' }), 404, 'round/unknown'],
  ['a round that is no number', () => ({ path: '/api/rounds/abc/bookings' }), 404, 'round/unknown'],
  ['no pass', () => ({ pass: undefined }), 401, 'pass/missing'],
  ['a pass that is none', () => ({ pass: 'x.y.z' }), 401, 'pass/invalid'],
  ['a forged pass', () => ({ pass: passOf({ key: Buffer.alloc(32).toString('base64') }) }), 401, 'pass/invalid'],
  ['an unsigned pass', () => ({ pass: passOf({ alg: 'none' }) }), 401, 'pass/invalid'],
  ['an expired pass', () => ({ pass: passOf({ exp: Math.floor(Date.now() / 1_000) - 1 }) }), 401, 'pass/expired'],
  ['a pass of another round', () => ({ pass: passOf({ rnd: crowd.system.roundId + 1 }) }), 403, 'pass/other-round'],
  ['no key', () => ({ key: undefined }), 400, 'booking/key-missing'],
  ['a key too short', () => ({ key: 'short' }), 400, 'booking/key-missing'],
  ['a key of other characters', () => ({ key: "k' OR '1'='1" }), 400, 'booking/key-missing'],
])('%s is refused with its code, and nothing is booked', async (_, sent, status, code) => {
  const answer = await send(sent());
  expect({ status: answer.status, code: answer.code }).toEqual({ status, code });
  expect(await booked()).toBe(0);
});

test('control: the same request with nothing wrong is booked', async () => {
  expect((await send({ pass: passOf({}) })).status).toBe(201);
  expect(await booked()).toBe(1);
});

test('a booking is its owner’s alone: to see, to list and to cancel', async () => {
  const [, second, third] = people;
  const { status, body } = await send({ pass: second.pass });
  expect(status).toBe(201);
  const path = `/api/me/bookings/${String(body['bookingId'])}`;
  for (const method of ['GET', 'DELETE']) {
    expect(await send({ method, path, cookie: third.cookie })).toMatchObject({ status: 404, code: 'booking/unknown' });
    expect(await send({ method, path })).toMatchObject({ status: 401, code: 'identity/sign-in-required' });
  }
  expect((await send({ method: 'GET', path: '/api/me/bookings', cookie: third.cookie })).body).toEqual({
    bookings: [],
  });
  const mine = await send({ method: 'GET', path: '/api/me/bookings', cookie: second.cookie });
  expect(mine.body).toEqual({ bookings: [body] });
  expect((await send({ method: 'DELETE', path, cookie: second.cookie })).body).toEqual({ ...body, state: 'cancelled' });
  expect((await send({ method: 'GET', path, cookie: second.cookie })).body).toEqual({ ...body, state: 'cancelled' });
  expect((await send({ method: 'GET', path: '/api/me/bookings/no-id', cookie: second.cookie })).code).toBe(
    'booking/unknown',
  );
});

test('the same key again is the same answer, other choices under it are refused, another key is told of the booking', async () => {
  const [, , third] = people;
  const key = randomUUID();
  const first = await send({ pass: third.pass, key });
  const again = await send({ pass: third.pass, key });
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.body).toEqual(first.body);
  const { clinicId } = first.body;
  const body = JSON.stringify({ choices: [{ clinicId }] });
  expect(await send({ pass: third.pass, key, body })).toMatchObject({ status: 422, code: 'booking/key-reused' });
  const other = await send({ pass: third.pass });
  expect(other).toMatchObject({ status: 409, code: 'booking/already-booked' });
  expect(other.body['booking']).toEqual(first.body);
});
