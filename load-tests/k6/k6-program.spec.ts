import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureK6 } from './k6-program.js';

let folder: string;
const path = process.env['PATH'];

/** A program of this name on PATH, a shell script. */
function program(name: string, script: string): string {
  const file = join(folder, 'bin', name);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

/** Go, as far as it is asked here: it knows its folders, writes down what else it is asked, and does `install`. */
function go(install: string): void {
  program('go', `[ "$1" = env ] && printf '\\n${folder}/go\\n' && exit\necho "$@" >> ${folder}/asked\n${install}`);
}

const build = (): string => `/bin/mkdir -p ${folder}/go/bin && echo > ${folder}/go/bin/k6`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'huiyue-k6-'));
  process.env['PATH'] = join(folder, 'bin');
});

afterEach(() => {
  process.env['PATH'] = path;
  rmSync(folder, { recursive: true, force: true });
});

test('k6 on PATH is taken as it is', () => {
  go(build());
  const k6 = program('k6', '');
  expect(ensureK6(() => undefined)).toBe(k6);
  expect(existsSync(join(folder, 'asked'))).toBe(false);
});

test('otherwise it is built with Go once, in one certain version, and found there the next time', () => {
  go(build());
  const said: string[] = [];
  const built = join(folder, 'go', 'bin', 'k6');
  expect(ensureK6((line) => said.push(line))).toBe(built);
  expect(ensureK6((line) => said.push(line))).toBe(built);
  expect(readFileSync(join(folder, 'asked'), 'utf8')).toMatch(/^install go\.k6\.io\/k6@v\d+\.\d+\.\d+\n$/);
  expect(said).toHaveLength(1);
});

test('without k6 and without Go a sentence says what to install', () => {
  expect(() => ensureK6(() => undefined)).toThrow('Please install k6, or Go');
});

test('so it does when Go cannot build it', () => {
  go('exit 1');
  expect(() => ensureK6(() => undefined)).toThrow('Please install k6 so that it can be found');
});
