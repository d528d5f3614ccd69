import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newBookingCode, readBookingCode } from './booking-code.js';

test('a new code reads as itself, also in lower case with hyphens', () => {
  for (let i = 0; i < 2_000; i += 1) {
    const code = newBookingCode();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{11}$/);
    expect(readBookingCode(`${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`.toLowerCase())).toBe(code);
  }
});

test('one wrong character is never read as another code', () => {
  fc.assert(
    fc.property(fc.nat(10), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'.split('')), (at, wrong) => {
      const code = newBookingCode();
      if (code[at] === wrong) return;
      expect(readBookingCode(code.slice(0, at) + wrong + code.slice(at + 1))).toBeUndefined();
    }),
  );
});

test('two neighbours exchanged are never read as another code', () => {
  for (let i = 0; i < 2_000; i += 1) {
    const code = newBookingCode();
    const at = i % 10;
    const swapped = code.slice(0, at) + (code[at + 1] ?? '') + (code[at] ?? '') + code.slice(at + 2);
    if (swapped !== code) expect(readBookingCode(swapped)).toBeUndefined();
  }
});
