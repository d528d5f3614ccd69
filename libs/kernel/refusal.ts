import { refusals } from './refusal-catalogue.js';

export type RefusalCode = keyof typeof refusals;

/** Facts that go with a refusal to whoever asked. Never personal data. */
export type RefusalFacts = Readonly<Record<string, unknown>>;

/** The one throwable for an expected no. Everything else that is thrown is a fault. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly facts: RefusalFacts = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'Refusal';
  }
}

export type Language = 'zh-CN' | 'en';

export function sentenceFor(code: RefusalCode, language: Language): string {
  return refusals[code][language];
}
