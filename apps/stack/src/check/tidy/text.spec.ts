import { expect, test } from '@jest/globals';
import { textFaults } from './text.js';

/** Said in two pieces, so that this file is not what it speaks of. */
const of = (...pieces: string[]): string => pieces.join('');

test('a tidy file has no faults', () => {
  expect(textFaults('libs/quota/domain/place.ts', 'export const one = 1;\n')).toEqual([]);
});

test.each([
  ['libs/a/b.ts', of('// TO', 'DO later\n'), 'line 1 is not finished'],
  ['README.md', of('# A\n\nFIX', 'ME\n'), 'line 3 is not finished'],
  ['README.md', of('see /wor', 'k/main\n'), 'line 1 names a place outside the project'],
  ['docker/app.yml', of('path: ../sha', 'red/x\n'), 'line 1 names a place outside the project'],
  ['libs/a/b.ts', of('// @ts-ig', 'nore\n'), 'line 1 switches a check off'],
  ['libs/a/b.ts', of('/* eslint-dis', 'able */\n'), 'line 1 switches a check off'],
  ['libs/a/b.spec.ts', of('test.on', "ly('a', () => {});\n"), 'line 1 leaves tests out'],
  ['libs/a/test/b.ts', of('it.concurrent.sk', "ip.each([])('a');\n"), 'line 1 leaves tests out'],
  ['libs/a/b.spec.ts', of('x', "it('a', () => {});\n"), 'line 1 leaves tests out'],
  ['libs/a/b.spec.ts', of('f', "describe('a', () => {});\n"), 'line 1 leaves tests out'],
  ['libs/a/b.ts', 'if (a) {\n\tb();\n}\n', 'line 2 has a tab'],
  ['libs/a/b.ts', 'const a = 1;', 'the last line does not end'],
  ['libs/a/b.ts', 'a();\n'.repeat(301), 'has 301 lines; more than 300 are two files'],
])('%s with %j', (path, text, fault) => {
  expect(textFaults(path, text)).toEqual([fault]);
});

test('what reads alike but is meant otherwise is let be', () => {
  expect(textFaults('libs/a/b.repository.ts', of('query.sk', 'ip(20);\n'))).toEqual([]);
  expect(textFaults('libs/a/curve.ts', of('f', 'it(points);\n'))).toEqual([]);
  expect(textFaults('libs/a/b.spec.ts', 'process.exit(1);\n')).toEqual([]);
  expect(textFaults('libs/a/b.ts', of("import '../network/wor", "k/a.js';\n"))).toEqual([]);
  expect(textFaults('libs/a/b.generated.ts', 'a();\n'.repeat(301))).toEqual([]);
});
