import { expect, test } from '@jest/globals';
import { isId } from '#kernel';
import { MOST_PEOPLE, personOf, scattered } from './crowd.js';

test.each([1, 2, 7, 1_000, 65_536, 99_999])('of a crowd of %d everybody has one turn', (size) => {
  const visited = new Set(Array.from({ length: size }, (_, turn) => scattered(turn, size)));
  expect(visited.size).toBe(size);
  expect(Math.max(...[...visited].slice(0, 1_000))).toBeLessThan(size);
});

test('the last turn of the largest crowd is still exact arithmetic', () => {
  expect(Number.isSafeInteger((MOST_PEOPLE - 1) * 2_654_435_761)).toBe(true);
  expect(() => scattered(5, 5)).toThrow();
  expect(() => scattered(0, MOST_PEOPLE + 1)).toThrow();
});

test('a person and her account have ids of their own', () => {
  const { personId, accountId } = personOf(3_054);
  expect(personId).toBe('01900000-0000-7000-8000-000000000bee');
  expect([isId(personId), isId(accountId), personId === accountId]).toEqual([true, true, false]);
});
