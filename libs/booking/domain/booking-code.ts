import { randomFillSync } from 'node:crypto';

/** Crockford's base 32 (no I, L, O, U) and its check symbols, of which only the first 32 are used here. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHECK_MODULUS = 37;
const RANDOM_CHARACTERS = 10;
const HALF_MASK = 2 ** 25 - 1;

/** Asking the system for chance is dear; it is asked for many codes at once. */
const pool = Buffer.allocUnsafe(8_192);
let used = pool.length;

function randomBits(): number {
  if (used + 4 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 4;
  return pool.readUInt32LE(used - 4);
}

/**
 * A new booking code: ten random characters (50 bits) and Crockford's modulo-37 check symbol. Numbers whose check symbol
 * would be one of `* ~ $ = U` are passed over, so that every character can be spoken and typed.
 */
export function newBookingCode(): string {
  for (;;) {
    const high = randomBits() & HALF_MASK;
    const low = randomBits() & HALF_MASK;
    const check = (high * (HALF_MASK + 1) + low) % CHECK_MODULUS;
    if (check < ALPHABET.length) return writeHalf(high) + writeHalf(low) + ALPHABET.charAt(check);
  }
}

/** 25 bits as five characters. */
function writeHalf(bits: number): string {
  return (
    ALPHABET.charAt(bits >>> 20) +
    ALPHABET.charAt((bits >>> 15) & 31) +
    ALPHABET.charAt((bits >>> 10) & 31) +
    ALPHABET.charAt((bits >>> 5) & 31) +
    ALPHABET.charAt(bits & 31)
  );
}

/**
 * Reads a code as a person typed it: case, blanks and hyphens do not matter, I and L are one, O is zero.
 * @returns the code as stored, or undefined when it cannot be one
 */
export function readBookingCode(typed: string): string | undefined {
  const text = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll(/[IL]/g, '1').replaceAll('O', '0');
  if (text.length !== RANDOM_CHARACTERS + 1) return undefined;
  const digits = [...text].map((character) => ALPHABET.indexOf(character));
  if (digits.includes(-1)) return undefined;
  const check = digits.pop();
  const value = digits.reduce((sum, digit) => sum * 32 + digit, 0);
  return value % CHECK_MODULUS === check ? text : undefined;
}
