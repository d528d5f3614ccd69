import { Refusal } from '#kernel';

const FEWEST_CHARACTERS = 2;
const MOST_CHARACTERS = 50;

/** Every dot people type between the parts of a name; the card prints U+00B7. */
const MIDDLE_DOTS = /[\u2027\u2022\u30fb\uff65\u2219\u22c5\u00b7]/g;

/** Letters of any script, in parts joined by one dot, space, hyphen or apostrophe. */
const NAME = /^[\p{L}\p{M}]+(?:[· '-][\p{L}\p{M}]+)*$/u;

/**
 * A name as the ID card has it, so that two spellings of one name compare equal.
 * Length counts characters, not UTF-16 units: rare characters lie outside the basic plane.
 * @throws Refusal `identity/name-invalid`
 */
export function readPersonName(written: string): string {
  const name = written.normalize('NFC').trim().replace(MIDDLE_DOTS, '·').replace(/\s+/gu, ' ');
  const characters = [...name].length;
  if (characters < FEWEST_CHARACTERS || characters > MOST_CHARACTERS || !NAME.test(name)) {
    throw new Refusal('identity/name-invalid');
  }
  return name;
}
