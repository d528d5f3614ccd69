import { expect, test } from '@jest/globals';
import { readOptions } from './options.js';

test('nothing given means five rounds of three seconds on 256 connections', () => {
  expect(readOptions([])).toEqual({ kind: 'run', options: { seconds: 3, rounds: 5, connections: 256 } });
});

test('everything can be given', () => {
  expect(readOptions('--seconds 0.5 --rounds=1 --connections 2000'.split(' '))).toEqual({
    kind: 'run',
    options: { seconds: 0.5, rounds: 1, connections: 2_000 },
  });
});

test('--help is help', () => {
  expect(readOptions(['--help'])).toEqual({ kind: 'help' });
});

test.each([
  ['--second 5', 'second'],
  ['5', '5'],
  ['--rounds', 'rounds'],
  ['--seconds 0.4', '--seconds must be a number from 0.5 to 30'],
  ['--seconds 31', '--seconds must be'],
  ['--seconds=-1', '--seconds must be'],
  ['--rounds 1.5', '--rounds must be a whole number from 1 to 20'],
  ['--rounds 1e1', '--rounds must be'],
  ['--rounds=', '--rounds must be'],
  ['--connections 2001', '--connections must be'],
  ['--seconds 30 --rounds 3', '--seconds times --rounds must be at most 60'],
  ['--connections 0', '--connections must be'],
])('%s is refused in one line', (written, part) => {
  const read = readOptions(written.split(' '));
  expect(read).toEqual({ kind: 'wrong', line: expect.stringContaining(part) });
  expect(read.kind === 'wrong' && read.line).not.toContain('\n');
});
