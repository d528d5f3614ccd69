import { expect, test } from '@jest/globals';
import { refusals, sentenceFor, type RefusalCode } from '#kernel';
import { languageOf, problemOf } from './problem.js';
import { refusalStatus, retryAfterS } from './refusal-status.js';

const codes = Object.keys(refusals) as RefusalCode[];

test('every refusal has a room, a reason, a status and a sentence in both languages', () => {
  for (const code of codes) {
    expect(code).toMatch(/^[a-z]+\/[a-z-]+$/);
    expect(refusalStatus[code]).toBeGreaterThanOrEqual(400);
    expect(refusalStatus[code]).toBeLessThan(600);
    expect(sentenceFor(code, 'zh-CN')).toMatch(/[\u4e00-\u9fff].*。$/);
    expect(sentenceFor(code, 'en')).toMatch(/^[A-Z].*\.$/);
  }
  expect(Object.keys(refusalStatus).sort()).toEqual([...codes].sort());
});

test('whoever is told to come back is told when', () => {
  for (const code of codes) expect(retryAfterS(code) !== undefined).toBe([503, 429].includes(refusalStatus[code]));
});

test('a problem keeps its own members whatever the facts are called', () => {
  expect(problemOf('quota/sold-out', 'en', { status: 200, code: 'x', roundRemaining: 3 })).toEqual({
    type: 'about:blank',
    title: 'Conflict',
    status: 409,
    code: 'quota/sold-out',
    detail: sentenceFor('quota/sold-out', 'en'),
    roundRemaining: 3,
  });
});

test('English is spoken to those who ask for it first, Chinese to everybody else', () => {
  expect(languageOf('en-GB,zh;q=0.8')).toBe('en');
  expect(languageOf('zh-CN,en;q=0.8')).toBe('zh-CN');
  expect(languageOf(undefined)).toBe('zh-CN');
});
