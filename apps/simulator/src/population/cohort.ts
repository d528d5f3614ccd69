import { Permutation } from './permutation.js';
import { dayOf, isoDate } from './resident-id.js';

export type Sex = 'female' | 'male';

/** What of a member's ID number the cohort decides: the birth date (`YYYY-MM-DD`) and digits 15 to 17. */
export interface Standing {
  birthDate: string;
  sequence: number;
}

/**
 * People of one sex born between two dates, numbered from 0. Every (day, sequence) pair belongs to at most one number,
 * so that ID numbers are unique by construction and lead back to their number by arithmetic.
 */
export class Cohort {
  private readonly firstDay: number;
  private readonly dates: readonly string[];
  private readonly permutation: Permutation;

  constructor(
    readonly sex: Sex,
    born: { from: string; to: string },
    /** How many people the cohort has. */
    readonly size: number,
  ) {
    this.firstDay = realDay(born.from);
    const days = realDay(born.to) - this.firstDay + 1;
    this.dates = Array.from({ length: days }, (_, day) => isoDate(this.firstDay + day));
    this.permutation = new Permutation(days * sequencesPerDay[sex]);
    if (size > this.permutation.size) throw new RangeError('a cohort cannot have more people than ID numbers');
  }

  standingOf(index: number): Standing {
    const slot = this.permutation.forth(index);
    const days = this.dates.length;
    const nth = Math.floor(slot / days);
    return {
      birthDate: this.dates[(slot + turn(nth)) % days] ?? '',
      sequence: this.sex === 'male' ? 2 * nth + 1 : 2 * nth + 2,
    };
  }

  /** The number of whoever was born that day (from 1970-01-01) with that sequence, or undefined when nobody was. */
  indexAt(birthDay: number, sequence: number): number | undefined {
    const days = this.dates.length;
    const dayOfCohort = birthDay - this.firstDay;
    if (dayOfCohort < 0 || dayOfCohort >= days) return undefined;
    if (sequence === 0 || (sequence % 2 === 1) !== (this.sex === 'male')) return undefined;
    const nth = Math.ceil(sequence / 2) - 1;
    const turned = (dayOfCohort - (turn(nth) % days) + days) % days;
    const index = this.permutation.back(nth * days + turned);
    return index < this.size ? index : undefined;
  }
}

/** Turns the calendar of each sequence by another number of days, lest neighbours' birthdays follow a visible pattern. */
function turn(nth: number): number {
  return nth * nth * 37;
}

/** 000 is never given out, hence one fewer for women. */
const sequencesPerDay = { female: 499, male: 500 } as const;

function realDay(compact: string): number {
  const day = dayOf(compact);
  if (day === undefined) throw new RangeError('a cohort begins and ends on real dates');
  return day;
}
