import { expect, test } from '@jest/globals';
import { refusals } from './refusal-catalogue.js';

const HAN = /\p{Script=Han}/u;

test.each(Object.entries(refusals))('%s says no in both languages', (code, sentences) => {
  expect(code).toMatch(/^[a-z]+\/[a-z]+(-[a-z]+)*$/);
  expect(sentences['zh-CN']).toMatch(/^\p{Script=Han}[^]*。$/u);
  expect(sentences.en).toMatch(/^[A-Z][^]*\.$/);
  expect(sentences.en).not.toMatch(HAN);
});
