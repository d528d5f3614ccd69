import { isCalendarDay } from './calendar-day.js';
import type { Sex } from './id-number.js';

/** Who may book in a round, as data. Absent means that anyone may. */
export interface EligibilityRules {
  sex?: Sex;
  /** Whole years; both ends are included, so `maxAge: 45` admits until the 46th birthday. */
  minAge?: number;
  maxAge?: number;
  /** The day ages are counted on, `YYYY-MM-DD`; without it the Beijing day of the opening. */
  ageOn?: string;
}

/** What is wrong with one field; `fault` is a word for programs. */
export interface RuleFault {
  field: string;
  fault: 'not-an-object' | 'unknown' | 'not-female-or-male' | 'not-an-age' | 'below-min-age' | 'not-a-date';
}

export type ParsedRules = { kind: 'rules'; rules: EligibilityRules } | { kind: 'faults'; faults: RuleFault[] };

const OLDEST = 150;

/** Reads rules that somebody wrote, and names all that is wrong with them at once. */
export function parseEligibilityRules(written: unknown): ParsedRules {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    return { kind: 'faults', faults: [{ field: 'eligibility', fault: 'not-an-object' }] };
  }
  const { sex, minAge, maxAge, ageOn, ...others } = written as Record<string, unknown>;
  const faults: RuleFault[] = Object.keys(others).map((field) => ({ field, fault: 'unknown' }));
  const rules: EligibilityRules = {};
  if (sex === 'female' || sex === 'male') rules.sex = sex;
  else if (sex !== undefined) faults.push({ field: 'sex', fault: 'not-female-or-male' });
  if (isAge(minAge)) rules.minAge = minAge;
  else if (minAge !== undefined) faults.push({ field: 'minAge', fault: 'not-an-age' });
  if (isAge(maxAge)) rules.maxAge = maxAge;
  else if (maxAge !== undefined) faults.push({ field: 'maxAge', fault: 'not-an-age' });
  if (isDay(ageOn)) rules.ageOn = ageOn;
  else if (ageOn !== undefined) faults.push({ field: 'ageOn', fault: 'not-a-date' });
  if (rules.minAge !== undefined && rules.maxAge !== undefined && rules.maxAge < rules.minAge) {
    faults.push({ field: 'maxAge', fault: 'below-min-age' });
  }
  return faults.length > 0 ? { kind: 'faults', faults } : { kind: 'rules', rules };
}

function isAge(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= OLDEST;
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && isCalendarDay(value);
}
