import type { Citizen } from './population.js';

/** Who may book, as the round's page tells it. */
export interface Eligibility {
  sex?: string;
  minAge?: number;
  maxAge?: number;
  /** The day ages are counted on; without it the day of the opening in Beijing. */
  ageOn?: string;
}

export interface Cast {
  /** Eligible: they get a pass and tap. */
  tapping: Citizen[];
  /** Not eligible: a pass must be refused them. */
  outsiders: Citizen[];
}

/**
 * The first `people` eligible and the first `outsiders` others of the population; undefined when it has not enough of either.
 * Worked out here anew, not with the system's own code: they must agree.
 */
export function castPeople(
  citizens: readonly Citizen[],
  rules: Eligibility,
  opensAtMs: number,
  wanted: { people: number; outsiders: number },
): Cast | undefined {
  const day = rules.ageOn ?? beijingDay(opensAtMs);
  const tapping: Citizen[] = [];
  const outsiders: Citizen[] = [];
  for (const citizen of citizens) {
    const age = ageOn(citizen.birthDate, day);
    const eligible =
      (rules.sex === undefined || citizen.sex === rules.sex) &&
      age >= (rules.minAge ?? 0) &&
      age <= (rules.maxAge ?? 999);
    if (eligible && tapping.length < wanted.people) tapping.push(citizen);
    else if (!eligible && outsiders.length < wanted.outsiders) outsiders.push(citizen);
  }
  return tapping.length === wanted.people && outsiders.length === wanted.outsiders ? { tapping, outsiders } : undefined;
}

/** Under this age a guardian consents as well (Personal Information Protection Law, article 31). */
const GUARDIAN_UNDER = 14;

export function needsGuardian(citizen: Citizen, nowMs: number): boolean {
  return ageOn(citizen.birthDate, beijingDay(nowMs)) < GUARDIAN_UNDER;
}

function beijingDay(ms: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(ms);
}

/** Birthdays passed by that day. */
function ageOn(birthDate: string, day: string): number {
  const [birth, on] = [Number(birthDate.replaceAll('-', '')), Number(day.replaceAll('-', ''))];
  return Math.floor((on - birth) / 10_000);
}
