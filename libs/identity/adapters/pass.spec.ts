import { createHmac, randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { createSigner, createVerifier } from 'fast-jwt';
import { FixedClock, newId, Refusal } from '#kernel';
import { passExpiryMs } from '../domain/pass.js';
import { readKeyRing } from './key-ring.js';
import { JwtPassSigner } from './pass-signer.js';
import { HmacPassVerifier } from './pass-verifier.js';

const keys = { k1: randomBytes(32).toString('base64'), k2: randomBytes(32).toString('base64') };
const ring = readKeyRing({ currentKeyId: 'k1', keys });
const clock = new FixedClock(Date.parse('2026-11-23T00:00:00Z'));
const signer = new JwtPassSigner(ring);
const verifier = new HmacPassVerifier(ring, clock);
const claims = { personId: newId(), accountId: newId(), roundId: 7, expiresAtMs: clock.nowMs() + 60_000 };
const pass = signer.sign(claims);
const [header = '', payload = '', signature = ''] = pass.split('.');
const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function refusalOf(token: string): string {
  try {
    verifier.verify(token);
    return 'accepted';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test('a pass says what was signed', () => {
  expect(verifier.verify(pass)).toEqual(claims);
});

test('a pass is a JSON web token like any other, with a key id and short claims', () => {
  const read = createVerifier({
    key: Buffer.from(keys.k1, 'base64'),
    algorithms: ['HS256'],
    clockTimestamp: clock.nowMs(),
  });
  expect(read(pass)).toEqual({ sub: claims.personId, acc: claims.accountId, rnd: 7, exp: claims.expiresAtMs / 1_000 });
  expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ alg: 'HS256', typ: 'JWT', kid: 'k1' });
  expect(pass.length).toBeLessThan(260);
});

test('a pass is good to its last millisecond and not a moment longer', () => {
  const at = (ms: number): HmacPassVerifier => new HmacPassVerifier(ring, new FixedClock(ms));
  expect(at(claims.expiresAtMs - 1).verify(pass)).toEqual(claims);
  expect(() => at(claims.expiresAtMs).verify(pass)).toThrow('pass/expired');
});

test('a key that is no longer current still verifies, a key that is gone does not', () => {
  const rotated = readKeyRing({ currentKeyId: 'k2', keys });
  expect(new HmacPassVerifier(rotated, clock).verify(pass)).toEqual(claims);
  expect(verifier.verify(new JwtPassSigner(rotated).sign(claims))).toEqual(claims);
  const gone = readKeyRing({ currentKeyId: 'k2', keys: { k2: keys.k2 } });
  expect(() => new HmacPassVerifier(gone, clock).verify(pass)).toThrow('pass/invalid');
});

test('forged passes are refused', () => {
  const otherPayload = base64url({ sub: newId(), acc: claims.accountId, rnd: 7, exp: claims.expiresAtMs / 1_000 });
  const none = base64url({ alg: 'none', typ: 'JWT', kid: 'k1' });
  const hs512 = base64url({ alg: 'HS512', typ: 'JWT', kid: 'k1' });
  const kidless = base64url({ alg: 'HS256', typ: 'JWT' });
  const resigned = (head: string, hash: string): string =>
    `${head}.${payload}.${createHmac(hash, Buffer.from(keys.k1, 'base64')).update(`${head}.${payload}`).digest('base64url')}`;
  const underKeyOfAnother = createSigner({
    algorithm: 'HS256',
    key: Buffer.from(keys.k2, 'base64'),
    kid: 'k1',
    noTimestamp: true,
  });
  const forgeries = [
    ...['', '.', '..', 'x', pass.slice(0, -1), `${pass}A`, `${pass}=`, `${pass}.`, ` ${pass}`, `.${pass}`, header],
    ...[`${header}.${payload}`, `${header}.${payload}.`, `${header}.${otherPayload}.${signature}`],
    ...[
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
      resigned(hs512, 'sha512'),
      resigned(kidless, 'sha256'),
    ],
    ...[`${header}.${payload}.${'é'.repeat(43)}`, `${header}.${payload}.${'A'.repeat(43)}`],
    underKeyOfAnother({ sub: claims.personId, acc: claims.accountId, rnd: 7, exp: claims.expiresAtMs / 1_000 }),
  ];
  expect(forgeries.map(refusalOf)).toEqual(forgeries.map(() => 'pass/invalid'));
});

test('there is one spelling of a pass: a changed last character is refused, also where its lowest bits mean nothing', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const accepted = Array.from(alphabet).filter((last) => refusalOf(pass.slice(0, -1) + last) === 'accepted');
  expect(accepted).toEqual([pass.at(-1)]);
});

test('a pass lasts a week past the opening, to the closing if that is later, and a day from issuing at the least', () => {
  const day = 86_400_000;
  const opensAtMs = Date.parse('2026-12-01T00:00:00Z');
  expect(passExpiryMs({ opensAtMs, closesAtMs: null }, opensAtMs - day)).toBe(opensAtMs + 7 * day);
  expect(passExpiryMs({ opensAtMs, closesAtMs: opensAtMs + day }, opensAtMs)).toBe(opensAtMs + 7 * day);
  expect(passExpiryMs({ opensAtMs, closesAtMs: opensAtMs + 30 * day }, opensAtMs)).toBe(opensAtMs + 30 * day);
  expect(passExpiryMs({ opensAtMs, closesAtMs: null }, opensAtMs + 20 * day)).toBe(opensAtMs + 21 * day);
  expect(passExpiryMs({ opensAtMs, closesAtMs: null }, opensAtMs + 20 * day + 1) % 1_000).toBe(0);
});
