import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ageOn } from './age.js';
import { beijingDay, beijingDayStartMs, isCalendarDay } from './calendar-day.js';
import { judgeEligibility } from './eligibility.js';
import { parseEligibilityRules } from './eligibility-rules.js';

const DATONG = { sex: 'female', minAge: 9, maxAge: 45 } as const;
const OPENS_AT = Date.parse('2023-12-20T08:00:00+08:00');
const DAY_MS = 86_400_000;

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const days = fc
  .integer({ min: Date.UTC(1900, 0, 1) / DAY_MS, max: Date.UTC(2099, 11, 31) / DAY_MS })
  .map((n) => day(n * DAY_MS));

function met(person: { sex: 'female' | 'male'; birthDate: string }): Record<string, boolean> {
  const { verdicts } = judgeEligibility(person, DATONG, OPENS_AT);
  return Object.fromEntries(verdicts.map((verdict) => [verdict.rule, verdict.met]));
}

test('nine counts from the ninth birthday itself', () => {
  expect(met({ sex: 'female', birthDate: '2014-12-20' })['min-age']).toBe(true);
  expect(met({ sex: 'female', birthDate: '2014-12-21' })['min-age']).toBe(false);
});

test('forty-five lasts to the eve of the forty-sixth birthday', () => {
  expect(met({ sex: 'female', birthDate: '1977-12-21' })['max-age']).toBe(true);
  expect(met({ sex: 'female', birthDate: '1977-12-20' })['max-age']).toBe(false);
});

test('every rule is judged, also after one has failed', () => {
  const { eligible, verdicts } = judgeEligibility({ sex: 'male', birthDate: '2020-01-01' }, DATONG, OPENS_AT);
  expect(eligible).toBe(false);
  expect(verdicts.map(({ rule, met: isMet }) => [rule, isMet])).toEqual([
    ['sex', false],
    ['min-age', false],
    ['max-age', true],
  ]);
});

test('a round without rules admits anyone', () => {
  expect(judgeEligibility({ sex: 'male', birthDate: '2020-01-01' }, {}, OPENS_AT)).toEqual({
    eligible: true,
    verdicts: [],
  });
});

test('the day of the opening is the day in Beijing, not in Greenwich', () => {
  const opensJustAfterMidnight = Date.parse('2023-12-20T00:00:00+08:00');
  const person = { sex: 'female', birthDate: '2014-12-20' } as const;
  expect(judgeEligibility(person, DATONG, opensJustAfterMidnight).eligible).toBe(true);
  expect(judgeEligibility(person, DATONG, opensJustAfterMidnight - 1).eligible).toBe(false);
});

test('a day named by the rules goes before the day of the opening', () => {
  const person = { sex: 'female', birthDate: '2014-12-31' } as const;
  expect(judgeEligibility(person, DATONG, OPENS_AT).eligible).toBe(false);
  expect(judgeEligibility(person, { ...DATONG, ageOn: '2023-12-31' }, OPENS_AT).eligible).toBe(true);
});

test('someone born on 29 February has the birthday on 1 March in common years', () => {
  expect(ageOn('2016-02-29', '2025-02-28')).toBe(8);
  expect(ageOn('2016-02-29', '2025-03-01')).toBe(9);
  expect(ageOn('2016-02-29', '2024-02-28')).toBe(7);
  expect(ageOn('2016-02-29', '2024-02-29')).toBe(8);
});

test('age grows by one on one day of each year and never otherwise', () => {
  fc.assert(
    fc.property(days, days, (birth, on) => {
      fc.pre(on > birth);
      const before = day(Date.parse(on) - DAY_MS);
      const isBirthday =
        on.slice(5) === birth.slice(5) ||
        (birth.endsWith('02-29') && on.endsWith('03-01') && !isCalendarDay(`${on.slice(0, 4)}-02-29`));
      expect(ageOn(birth, on) - ageOn(birth, before)).toBe(isBirthday ? 1 : 0);
    }),
    {
      examples: [
        ['2016-02-29', '2017-03-01'],
        ['2016-02-29', '2020-03-01'],
        ['2016-02-29', '2017-02-28'],
      ],
    },
  );
  expect(ageOn('2014-12-20', '2014-12-20')).toBe(0);
});

test('sentences say the rule and nothing of the person', () => {
  fc.assert(
    fc.property(days, (birthDate) => {
      const sentences = (date: string): unknown =>
        judgeEligibility({ sex: 'female', birthDate: date }, DATONG, OPENS_AT).verdicts.map(({ sentence }) => sentence);
      expect(sentences(birthDate)).toEqual(sentences('1990-01-01'));
    }),
  );
});

test('a Beijing day begins at 16:00 in Greenwich', () => {
  const start = Date.parse('2026-11-22T16:00:00Z');
  for (const ms of [start, start + 1, start + DAY_MS - 1]) {
    expect(beijingDayStartMs(ms)).toBe(start);
    expect(beijingDay(ms)).toBe('2026-11-23');
  }
});

test('rules that parse mean what was written', () => {
  expect(parseEligibilityRules({ ...DATONG, ageOn: '2023-12-20' })).toEqual({
    kind: 'rules',
    rules: { ...DATONG, ageOn: '2023-12-20' },
  });
  expect(parseEligibilityRules({})).toEqual({ kind: 'rules', rules: {} });
});

test('all faults of written rules are named at once', () => {
  const parsed = parseEligibilityRules({ sex: 'woman', minAge: 9.5, maxAge: -1, ageOn: '2023-02-30', districts: [] });
  expect(parsed).toEqual({
    kind: 'faults',
    faults: [
      { field: 'districts', fault: 'unknown' },
      { field: 'sex', fault: 'not-female-or-male' },
      { field: 'minAge', fault: 'not-an-age' },
      { field: 'maxAge', fault: 'not-an-age' },
      { field: 'ageOn', fault: 'not-a-date' },
    ],
  });
});

test('an upper age below the lower one is a fault', () => {
  expect(parseEligibilityRules({ minAge: 45, maxAge: 9 })).toEqual({
    kind: 'faults',
    faults: [{ field: 'maxAge', fault: 'below-min-age' }],
  });
});

test('whatever is written, reading it does not throw', () => {
  fc.assert(
    fc.property(fc.anything(), (written) => {
      expect(['rules', 'faults']).toContain(parseEligibilityRules(written).kind);
    }),
  );
});
