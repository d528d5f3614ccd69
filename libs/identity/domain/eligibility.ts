import { ageOn } from './age.js';
import { beijingDay } from './calendar-day.js';
import type { EligibilityRules } from './eligibility-rules.js';
import type { Sex } from './id-number.js';

/** One rule's answer for one person, with the rule in words. The words say the rule, never the person's own data. */
export interface RuleVerdict {
  rule: 'sex' | 'min-age' | 'max-age';
  met: boolean;
  sentence: { 'zh-CN': string; en: string };
}

export interface Eligibility {
  eligible: boolean;
  /** Every rule of the round, the met ones too. */
  verdicts: RuleVerdict[];
}

/** Judges a person by a round's rules. `opensAtMs` gives the day ages are counted on when the rules name none. */
export function judgeEligibility(
  person: { sex: Sex; birthDate: string },
  rules: EligibilityRules,
  opensAtMs: number,
): Eligibility {
  const day = rules.ageOn ?? beijingDay(opensAtMs);
  const age = ageOn(person.birthDate, day);
  const verdicts: RuleVerdict[] = [];
  if (rules.sex) verdicts.push({ rule: 'sex', met: person.sex === rules.sex, sentence: SEX_SENTENCES[rules.sex] });
  if (rules.minAge !== undefined) {
    verdicts.push({ rule: 'min-age', met: age >= rules.minAge, sentence: minAgeSentence(rules.minAge, day) });
  }
  if (rules.maxAge !== undefined) {
    verdicts.push({ rule: 'max-age', met: age <= rules.maxAge, sentence: maxAgeSentence(rules.maxAge, day) });
  }
  return { eligible: verdicts.every((verdict) => verdict.met), verdicts };
}

const SEX_SENTENCES: Record<Sex, RuleVerdict['sentence']> = {
  female: { 'zh-CN': '本轮面向女性。', en: 'This round is for women and girls.' },
  male: { 'zh-CN': '本轮面向男性。', en: 'This round is for men and boys.' },
};

function minAgeSentence(years: number, day: string): RuleVerdict['sentence'] {
  return {
    'zh-CN': `${inChinese(day)}须已满${String(years)}周岁（当天过生日也算）。`,
    en: `At least ${String(years)} years old on ${day}; a birthday on that day counts.`,
  };
}

function maxAgeSentence(years: number, day: string): RuleVerdict['sentence'] {
  return {
    'zh-CN': `${inChinese(day)}须未满${String(years + 1)}周岁。`,
    en: `Not yet ${String(years + 1)} years old on ${day}.`,
  };
}

function inChinese(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${String(year)}年${String(month)}月${String(date)}日`;
}
