import type { Sex } from './cohort.js';
import { dottedFatherNames, dottedGivenNames, givenCharacters, rareCharacters, surnames } from './name-characters.js';

/**
 * The name of person `n`: one in 101 is of the 买买提·艾合买提 kind (U+00B7 between), one in 53 has a character of four
 * UTF-8 bytes, one in five a given name of one character. Several people may share a name, as people do.
 */
export function nameOf(n: number, sex: Sex): string {
  if (n % 101 === 16) return `${pick(dottedGivenNames[sex], n, 1)}·${pick(dottedFatherNames, n, 2)}`;
  const surname = surnames[Math.floor(surnames.length * fraction(n, 3) ** 2)] ?? '';
  const given = pick(givenCharacters[sex], n, 4);
  if (n % 53 === 11) return surname + given + pick(rareCharacters, n, 5);
  if (n % 5 === 4) return surname + given;
  return surname + given + pick(givenCharacters[sex], n, 6);
}

function pick(from: readonly string[], n: number, salt: number): string {
  return from[Math.floor(from.length * fraction(n, salt))] ?? '';
}

/** 0 ≤ x < 1, the same for the same arguments. The mixing is the finaliser of MurmurHash3 (Austin Appleby, public domain). */
function fraction(n: number, salt: number): number {
  let h = Math.imul(n, 0x9e37_79b1) ^ Math.imul(salt, 0x7feb_352d);
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}
