import { expect, test } from '@jest/globals';
import { newSecret, otpauthUri, stepOfCode } from './one-time-code.js';

/** The secret of RFC 6238, appendix B ("12345678901234567890"), in base32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at %i s the code is the one of RFC 6238: %s', (atS, code) => {
  expect(stepOfCode(SECRET, code, atS * 1_000)).toBe(Math.floor(atS / 30));
});

test('the codes of the step before and the next one are taken for what they are, others not', () => {
  const code = '081804';
  const step = 37_037_036;
  const fromMs = step * 30_000;
  expect(stepOfCode(SECRET, code, fromMs - 30_001)).toBeUndefined();
  expect(stepOfCode(SECRET, code, fromMs - 30_000)).toBe(step);
  expect(stepOfCode(SECRET, code, fromMs)).toBe(step);
  expect(stepOfCode(SECRET, code, fromMs + 59_999)).toBe(step);
  expect(stepOfCode(SECRET, code, fromMs + 60_000)).toBeUndefined();
});

test.each(['', '28708', '2870820', '28708a', ' 287082', '２８７０８２', '07081804'])('%j is no code', (code) => {
  expect(stepOfCode(SECRET, code, 59_000)).toBeUndefined();
});

test('an authenticator app is told a new secret, with the names to show', () => {
  const secret = newSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(newSecret()).not.toBe(secret);
  const uri = new URL(otpauthUri('ops', secret));
  expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual(['otpauth:', 'totp', '/Huiyue:ops']);
  expect(uri.searchParams.get('secret')).toBe(secret);
});
