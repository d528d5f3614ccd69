import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { tidyFindings } from './tidy.js';

let root: string;

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'huiyue-tidy-'));
  write('libs/quota/index.ts', 'export const one = 1;\n');
  write('libs/quota/README.md', '# Quota\n');
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

test('a tidy tree has no findings', () => {
  expect(tidyFindings(root)).toEqual([]);
});

test('every kind of file is held to its rules, and found by its path', () => {
  write('.ci/run', 'npm test');
  write('libs/round/utils/day.ts', 'const a = 1;\n');
  write('libs/quota/adapters/scripts/take.lua', 'return 1\n');
  write('package.json', '{ "dependencies": { "a": "^1.0.0" } }\n');
  write('package-lock.json', '{ "packages": { "node_modules/a": {} } }\n');
  expect(tidyFindings(root).sort()).toEqual([
    '.ci/run: the last line does not end',
    'libs/quota/adapters/scripts/take.lua: does not begin with a header',
    'libs/round/utils/day.ts: "utils" says nothing',
    'libs/round: has no README.md',
    'libs/round: has no index.ts',
    'package-lock.json: node_modules/a has no digest',
    'package.json: a "^1.0.0" is not one version',
  ]);
});

test('what programs made is not looked at, nor are pictures', () => {
  write('node_modules/a/utils.ts', '\t');
  write('apps/web/dist/core.js', '\t');
  write('.data/shared', 'x');
  write('docker/house.png', 'x');
  expect(tidyFindings(root)).toEqual([]);
});
