import { expect, test } from '@jest/globals';
import { readOptions } from './options.js';

test('nothing given means the promised opening', () => {
  expect(readOptions([])).toEqual({
    kind: 'run',
    options: {
      people: 20_000,
      spreadS: 2,
      twice: 0.05,
      lost: 0.05,
      processes: 2,
      seed: 1,
      json: '.data/rush/report.json',
    },
  });
});

test('everything can be given', () => {
  const args = '--people 7 --spread 0.5 --twice 0 --lost=1 --processes 3 --seed 9 --json a/b.json'.split(' ');
  expect(readOptions(args)).toEqual({
    kind: 'run',
    options: { people: 7, spreadS: 0.5, twice: 0, lost: 1, processes: 3, seed: 9, json: 'a/b.json' },
  });
});

test('--help is help', () => {
  expect(readOptions(['--help'])).toEqual({ kind: 'help' });
});

test.each([
  ['--peple 5', 'peple'],
  ['20000', '20000'],
  ['--people', 'people'],
  ['--people 200001', '--people must be a whole number from 1 to 200000'],
  ['--people 1.5', '--people must be a whole number'],
  ['--people 0', '--people must be'],
  ['--people 1e3', '--people must be'],
  ['--people=', '--people must be'],
  ['--spread 0', '--spread must be a number from 0.1 to 600'],
  ['--twice 1.1', '--twice must be a number from 0 to 1'],
  ['--lost=-0.1', '--lost must be'],
  ['--processes 65', '--processes must be'],
  ['--seed x', '--seed must be'],
  ['--json=', '--json must name a file'],
])('%s is refused in one line', (written, part) => {
  const read = readOptions(written.split(' '));
  expect(read).toEqual({ kind: 'wrong', line: expect.stringContaining(part) });
  expect(read.kind === 'wrong' && read.line).not.toContain('\n');
});
