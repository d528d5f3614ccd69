import { STATUS_CODES } from 'node:http';
import { sentenceFor, type Language, type RefusalCode, type RefusalFacts } from '#kernel';
import { refusalStatus } from './refusal-status.js';

/** RFC 9457 problem details. `code` is stable and for programs; `detail` is a sentence for people. */
export interface Problem {
  type: 'about:blank';
  title: string;
  status: number;
  code: string;
  detail: string;
  [fact: string]: unknown;
}

export function problemOf(code: RefusalCode, language: Language, facts: RefusalFacts = {}): Problem {
  const status = refusalStatus[code];
  return {
    ...facts,
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail: sentenceFor(code, language),
  };
}

const NEUTRAL: Readonly<Record<Language, string>> = {
  'zh-CN': '系统出了点问题，我们已记录，请稍后再试。',
  en: 'Something went wrong on our side. It has been recorded; please try again shortly.',
};

/** A fault, as the outside sees it: nothing of what happened, only where it can be found in the log. */
export function faultProblem(language: Language, requestId: string): Problem {
  return {
    type: 'about:blank',
    title: 'Internal Server Error',
    status: 500,
    code: 'request/fault',
    detail: NEUTRAL[language],
    requestId,
  };
}

/** The language a person reads, from Accept-Language; Chinese unless English is asked for first. */
export function languageOf(acceptLanguage: string | undefined): Language {
  return acceptLanguage?.trimStart().toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}
