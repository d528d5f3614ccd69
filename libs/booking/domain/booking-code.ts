import { randomBytes } from 'node:crypto';

/** Crockford's base 32 (no I, L, O, U) and its check symbols, of which only the first 32 are used here. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHECK_MODULUS = 37;
const RANDOM_CHARACTERS = 10;

/**
 * A new booking code: ten random characters (50 bits) and Crockford's modulo-37 check symbol. Numbers whose check symbol
 * would be one of `* ~ $ = U` are passed over, so that every character can be spoken and typed.
 */
export function newBookingCode(): string {
  for (;;) {
    const value = readFifty(randomBytes(7));
    const check = value % CHECK_MODULUS;
    if (check < ALPHABET.length) return write(value) + (ALPHABET[check] ?? '');
  }
}

function write(value: number): string {
  let text = '';
  for (let rest = value; text.length < RANDOM_CHARACTERS; rest = Math.floor(rest / 32)) {
    text = (ALPHABET[rest % 32] ?? '') + text;
  }
  return text;
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

function readFifty(bytes: Buffer): number {
  return (bytes.readUInt8(0) & 3) * 2 ** 48 + bytes.readUIntBE(1, 6);
}
