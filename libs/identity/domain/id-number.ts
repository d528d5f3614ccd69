import { Refusal } from '#kernel';
import { beijingDay, isCalendarDay } from './calendar-day.js';

export type Sex = 'female' | 'male';

/** What an ID number that passed the check says of its holder. */
export interface IdNumber {
  /** 18 characters, the last one a digit or upper-case X. */
  value: string;
  sex: Sex;
  /** `YYYY-MM-DD` */
  birthDate: string;
}

/** Why a number was refused; a word, never the number. */
export type IdNumberFault = 'length' | 'characters' | 'birth-date' | 'check-character';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

/** Numbers of this form came with the census of 1953 and later; nobody born before this day holds one and lives. */
const EARLIEST_BIRTH = '1900-01-01';

/**
 * Reads a resident ID number as written by a person: full-width forms and a small x are accepted.
 * Source: GB 11643-1999 (weights and check character after ISO 7064 MOD 11-2; digit 17 odd for men).
 * @throws Refusal `identity/id-number-invalid` with facts `{ reason }`
 */
export function readIdNumber(written: string, nowMs: number): IdNumber {
  const value = toHalfWidth(written).trim().toUpperCase();
  const fault = faultOf(value, nowMs);
  if (fault) throw new Refusal('identity/id-number-invalid', { reason: fault });
  return describeIdNumber(value);
}

/** What a number says that was checked when it was stored. */
export function describeIdNumber(value: string): IdNumber {
  return { value, sex: Number(value[16]) % 2 === 1 ? 'male' : 'female', birthDate: birthDateOf(value) };
}

function faultOf(value: string, nowMs: number): IdNumberFault | undefined {
  if (value.length !== 18) return 'length';
  if (!/^[1-9]\d{16}[\dX]$/.test(value)) return 'characters';
  const birthDate = birthDateOf(value);
  if (!isCalendarDay(birthDate) || birthDate < EARLIEST_BIRTH || birthDate > beijingDay(nowMs)) return 'birth-date';
  return value[17] === checkCharacter(value) ? undefined : 'check-character';
}

function birthDateOf(value: string): string {
  return `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`;
}

/** The 18th character that belongs to the first 17 digits. */
export function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

function toHalfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}
