/** What an 18-digit resident ID number says of itself. */
export interface ResidentIdFields {
  /** The administrative division of six digits, GB/T 2260. */
  prefix: string;
  /** Days from 1970-01-01. */
  birthDay: number;
  /** Digits 15 to 17, 0 to 999; odd is male. */
  sequence: number;
}

const dayMs = 86_400_000;
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';
const shape = /^\d{17}[\dX]$/;

/** The eighteenth character for the first seventeen. GB 11643-1999, 3.2.5 and annex A (ISO 7064 MOD 11-2). */
export function checkCharacter(first17: string): string {
  let sum = 0;
  for (let i = 0; i < weights.length; i += 1) sum += (weights[i] ?? 0) * (first17.charCodeAt(i) - 48);
  return checkCharacters.charAt(sum % 11);
}

/** `YYYY-MM-DD` of a day. */
export function isoDate(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** The day of a `YYYYMMDD`, or undefined when there is no such date. */
export function dayOf(compact: string): number | undefined {
  const iso = `${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6, 8)}`;
  const day = Date.parse(`${iso}T00:00:00Z`) / dayMs;
  // The round trip, because some engines read 30 February as a day of March.
  return Number.isInteger(day) && isoDate(day) === iso ? day : undefined;
}

/** `birthDate` as `YYYY-MM-DD`, `sequence` 0 to 999. */
export function composeResidentId(prefix: string, birthDate: string, sequence: number): string {
  const compact = birthDate.slice(0, 4) + birthDate.slice(5, 7) + birthDate.slice(8, 10);
  const first17 = prefix + compact + String(sequence).padStart(3, '0');
  return first17 + checkCharacter(first17);
}

/** The fields of a well-formed number with a real date and a right check character; undefined of anything else. */
export function parseResidentId(text: string): ResidentIdFields | undefined {
  if (!shape.test(text) || checkCharacter(text) !== text.charAt(17)) return undefined;
  const birthDay = dayOf(text.slice(6, 14));
  return birthDay === undefined
    ? undefined
    : { prefix: text.slice(0, 6), birthDay, sequence: Number(text.slice(14, 17)) };
}
