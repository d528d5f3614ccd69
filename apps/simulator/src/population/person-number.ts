import { Cohort, type Sex } from './cohort.js';
import { nameOf } from './person-name.js';
import { composeResidentId, parseResidentId } from './resident-id.js';

export interface Person {
  openid: string;
  name: string;
  idNumber: string;
  sex: Sex;
  /** `YYYY-MM-DD`. */
  birthDate: string;
}

/** People are numbered 0 to this, exclusive. */
export const populationSize = 6_000_000;

/** Never assigned to any county, so that no number made here is a living person's. */
const prefix = '140299';

/**
 * Nineteen of twenty are women who were 9 to 45 on 20 December 2023 and stay so until the end of November 2027. The
 * twentieth is, in turn, a man of the same years, a woman too old and a girl too young on all of those days.
 */
const outsiderEvery = 20;
const outsiderPlace = 7;
const outsiders = populationSize / outsiderEvery;
const eligible = new Cohort('female', { from: '19811201', to: '20140630' }, populationSize - outsiders);
const outside = [
  new Cohort('male', { from: '19811201', to: '20140630' }, outsiders / 3),
  new Cohort('female', { from: '19500101', to: '19761231' }, outsiders / 3),
  new Cohort('female', { from: '20190101', to: '20231130' }, outsiders / 3),
] as const;

/** Person number `n`, 0 ≤ n < {@link populationSize}; a RangeError for any other. */
export function personOf(n: number): Person {
  const { cohort, index } = seatOf(n);
  const { birthDate, sequence } = cohort.standingOf(index);
  return {
    openid: openidOf(n),
    name: nameOf(n, cohort.sex),
    idNumber: composeResidentId(prefix, birthDate, sequence),
    sex: cohort.sex,
    birthDate,
  };
}

/** Whose ID number this is, or undefined when it is not on record. Constant time, no table. */
export function numberOfIdNumber(idNumber: string): number | undefined {
  const fields = parseResidentId(idNumber);
  if (fields?.prefix !== prefix) return undefined;
  const index = eligible.indexAt(fields.birthDay, fields.sequence);
  if (index !== undefined) return numberOfEligible(index);
  for (const [kind, cohort] of outside.entries()) {
    const found = cohort.indexAt(fields.birthDay, fields.sequence);
    if (found !== undefined) return (found * outside.length + kind) * outsiderEvery + outsiderPlace;
  }
  return undefined;
}

export function openidOf(n: number): string {
  return `sim-${String(n).padStart(7, '0')}`;
}

/** Whose openid this is, or undefined when it is nobody's. */
export function numberOfOpenid(openid: string): number | undefined {
  if (!/^sim-\d{7}$/.test(openid)) return undefined;
  const n = Number(openid.slice(4));
  return n < populationSize ? n : undefined;
}

function seatOf(n: number): { cohort: Cohort; index: number } {
  if (!Number.isInteger(n) || n < 0 || n >= populationSize) {
    throw new RangeError(`people are numbered 0 to ${String(populationSize - 1)}`);
  }
  const score = Math.floor(n / outsiderEvery);
  const place = n % outsiderEvery;
  if (place !== outsiderPlace) {
    return { cohort: eligible, index: score * (outsiderEvery - 1) + (place < outsiderPlace ? place : place - 1) };
  }
  const kind = score % outside.length;
  return { cohort: outside[kind as 0 | 1 | 2], index: Math.floor(score / outside.length) };
}

function numberOfEligible(index: number): number {
  const score = Math.floor(index / (outsiderEvery - 1));
  const place = index % (outsiderEvery - 1);
  return score * outsiderEvery + (place < outsiderPlace ? place : place + 1);
}
