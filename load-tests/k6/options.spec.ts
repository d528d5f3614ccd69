import { expect, test } from '@jest/globals';
import { readOptions } from './options.js';

test('without options two thousand people tap', () => {
  expect(readOptions([])).toEqual({ kind: 'run', options: { people: 2_000 } });
});

test('the count of people can be said', () => {
  expect(readOptions(['--people', '300'])).toEqual({ kind: 'run', options: { people: 300 } });
});

test.each([['0'], ['10001'], ['1e3'], ['12.5'], ['-5'], [' 5'], ['']])('a count of %j is refused', (people) => {
  expect(readOptions([`--people=${people}`])).toMatchObject({
    kind: 'wrong',
    line: expect.stringContaining('--people must be'),
  });
});

test.each([[['--persons', '5']], [['5']], [['--people']]])('%j is refused in one line', (args) => {
  expect(readOptions(args)).toEqual({ kind: 'wrong', line: expect.stringMatching(/^[^\n]+$/) });
});
