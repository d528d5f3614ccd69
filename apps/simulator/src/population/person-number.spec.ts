import { describe, expect, it } from '@jest/globals';

import { numberOfIdNumber, numberOfOpenid, openidOf, personOf, populationSize } from './person-number.js';
import { composeResidentId } from './resident-id.js';

/** Completed years on a day, both `YYYY-MM-DD`. */
function ageOn(day: string, birthDate: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

describe('the population', () => {
  it('gives a million people, taken evenly from all of it, a million ID numbers', () => {
    const seen = new Set<string>();
    for (let i = 0; i < 1_000_000; i += 1) seen.add(personOf(i * 6 + (i % 6)).idNumber);
    expect(seen.size).toBe(1_000_000);
  });

  it('finds its people by their ID numbers, whose digit 17 is odd for men only', () => {
    for (let n = 0; n < populationSize; n += 61) {
      const { idNumber, sex } = personOf(n);
      if (numberOfIdNumber(idNumber) !== n) throw new Error(`person ${String(n)} is not found by her number`);
      if ((Number(idNumber.charAt(16)) % 2 === 1) !== (sex === 'male')) throw new Error(`digit 17 of ${String(n)}`);
    }
  });

  it('is the same on every day and machine', () => {
    expect(personOf(0)).toEqual({
      openid: 'sim-0000000',
      name: '程妍静',
      idNumber: '140299200208264145',
      sex: 'female',
      birthDate: '2002-08-26',
    });
    expect(numberOfIdNumber(personOf(5_999_999).idNumber)).toBe(5_999_999);
  });

  it('has one in twenty outside a rule for women of 9 to 45, at the first rounds and at those of today', () => {
    const outside = { men: 0, old: 0, young: 0 };
    for (let n = 0; n < 60_000; n += 1) {
      const { birthDate, sex } = personOf(n);
      const ages = ['2023-12-20', '2026-11-23', '2027-11-30'].map((day) => ageOn(day, birthDate));
      const fits = ages.filter((age) => age >= 9 && age <= 45).length;
      if (sex === 'male') outside.men += 1;
      else if (Math.min(...ages) > 45) outside.old += 1;
      else if (Math.max(...ages) < 9) outside.young += 1;
      else if (fits < ages.length) throw new Error(`person ${String(n)} is within the rule on some of the days only`);
    }
    expect(outside).toEqual({ men: 1000, old: 1000, young: 1000 });
  });

  it('spreads any thousand neighbours over all years of birth', () => {
    const years = new Set<string>();
    for (let n = 3_000_000; n < 3_001_000; n += 1) {
      if (n % 20 !== 7) years.add(personOf(n).birthDate.slice(0, 4));
    }
    expect(years.size).toBe(2014 - 1981 + 1);
  });

  it('has names with four-byte characters, with a middle dot, and short ones, but none a CSV would have to quote', () => {
    const names = Array.from({ length: 20_000 }, (_, n) => personOf(n).name);
    expect(names.filter((name) => /[\u{20000}-\u{3ffff}]/u.test(name)).length).toBeGreaterThan(300);
    expect(names.filter((name) => name.includes('·')).length).toBeGreaterThan(150);
    expect(names.filter((name) => Array.from(name).length === 2).length).toBeGreaterThan(3000);
    expect(names.filter((name) => !/^[\p{Script=Han}·]{2,20}$/u.test(name))).toEqual([]);
    expect(new Set(names).size).toBeGreaterThan(10_000);
  });

  it('finds nobody by a number of another place, of a day nobody was born on, of sequence 000, or with a wrong check', () => {
    expect(numberOfIdNumber(composeResidentId('110105', '2002-08-26', 908))).toBeUndefined();
    expect(numberOfIdNumber(composeResidentId('140299', '1979-06-01', 2))).toBeUndefined();
    expect(numberOfIdNumber(composeResidentId('140299', '2002-08-26', 0))).toBeUndefined();
    expect(numberOfIdNumber('140299200208264146')).toBeUndefined();
    expect(numberOfIdNumber('')).toBeUndefined();
  });

  it('finds people by openid, and nobody by any other text', () => {
    for (const n of [0, 7, 123_456, populationSize - 1]) expect(numberOfOpenid(openidOf(n))).toBe(n);
    for (const text of ['', 'sim-1', 'sim-6000000', 'sim-00000001', 'oABC'])
      expect(numberOfOpenid(text)).toBeUndefined();
  });

  it('refuses people that there are not', () => {
    for (const n of [-1, 0.5, populationSize, Number.NaN]) expect(() => personOf(n)).toThrow(RangeError);
  });
});
