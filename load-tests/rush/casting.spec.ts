import { expect, test } from '@jest/globals';
import { castPeople, needsGuardian } from './casting.js';
import { parsePopulation, type Citizen } from './population.js';

const OPENING = Date.parse('2023-12-20T08:00:00+08:00');
const rules = { sex: 'female', minAge: 9, maxAge: 45 };
const citizen = (openid: string, birthDate: string, sex = 'female'): Citizen => ({
  openid,
  name: '张',
  idNumber: '1',
  sex,
  birthDate,
});
const names = (citizens: readonly Citizen[] | undefined): string[] => (citizens ?? []).map((one) => one.openid);

test('ages count from the birthday, on the day of the opening in Beijing', () => {
  const citizens = [
    citizen('nine today', '2014-12-20'),
    citizen('nine tomorrow', '2014-12-21'),
    citizen('forty-six tomorrow', '1977-12-21'),
    citizen('forty-six today', '1977-12-20'),
    citizen('man', '1990-01-01', 'male'),
  ];
  const cast = castPeople(citizens, rules, OPENING, { people: 2, outsiders: 3 });
  expect(names(cast?.tapping)).toEqual(['nine today', 'forty-six tomorrow']);
  expect(names(cast?.outsiders)).toEqual(['nine tomorrow', 'forty-six today', 'man']);
});

test('the day is Beijing’s, not Greenwich’s', () => {
  const midnight = Date.parse('2023-12-20T00:00:00+08:00');
  const born = [citizen('a', '2014-12-20')];
  expect(castPeople(born, rules, midnight, { people: 1, outsiders: 0 })).toBeDefined();
  expect(castPeople(born, rules, midnight - 1, { people: 1, outsiders: 0 })).toBeUndefined();
});

test('a day named by the round comes first', () => {
  const named = { ...rules, ageOn: '2014-12-19' };
  expect(castPeople([citizen('a', '2005-12-20')], named, OPENING, { people: 1, outsiders: 0 })).toBeUndefined();
});

test('not enough people is not a smaller rush', () => {
  const citizens = [citizen('a', '1990-01-01'), citizen('b', '1990-01-01'), citizen('c', '1990-01-01', 'male')];
  expect(castPeople(citizens, rules, OPENING, { people: 3, outsiders: 1 })).toBeUndefined();
  expect(castPeople(citizens, rules, OPENING, { people: 2, outsiders: 2 })).toBeUndefined();
  expect(names(castPeople(citizens, rules, OPENING, { people: 1, outsiders: 1 })?.tapping)).toEqual(['a']);
});

test('under fourteen a guardian consents', () => {
  const now = Date.parse('2026-11-23T12:00:00+08:00');
  expect(needsGuardian(citizen('a', '2012-11-24'), now)).toBe(true);
  expect(needsGuardian(citizen('a', '2012-11-23'), now)).toBe(false);
});

test('the rows of the population are read as they are', () => {
  const header = 'openid,name,id_number,sex,birth_date\n';
  expect(parsePopulation(`${header}sim-1,张伟,140299199001011234,male,1990-01-01\n`)).toEqual([
    { openid: 'sim-1', name: '张伟', idNumber: '140299199001011234', sex: 'male', birthDate: '1990-01-01' },
  ]);
  expect(() => parsePopulation('a,b\n')).toThrow('does not begin');
  expect(() => parsePopulation(`${header}a,b,c,d\n`)).toThrow('line 2');
  expect(() => parsePopulation(`${header}a,b,c,d,e,f\n`)).toThrow('line 2');
});
