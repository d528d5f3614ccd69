import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = process.cwd();
const places: string[] = [];
afterEach(() => {
  for (const place of places.splice(0)) rmSync(place, { recursive: true, force: true });
});

/** `npm run up` in a folder of its own, where it keeps its data. */
class Up {
  readonly folder = mkdtempSync(join(tmpdir(), 'huiyue-up-'));
  readonly lines: string[] = [];
  private readonly child;
  readonly ended: Promise<number | null>;

  constructor() {
    places.push(this.folder);
    for (const name of ['demo', 'dist', 'node_modules', 'package.json'])
      symlinkSync(join(root, name), join(this.folder, name));
    this.child = spawn(process.execPath, [join(root, 'dist/apps/stack/src/up.js'), '--opens-in', '1h'], {
      cwd: this.folder,
    });
    createInterface({ input: this.child.stdout }).on('line', (line) => this.lines.push(line));
    this.ended = new Promise((resolve) => this.child.once('exit', resolve));
  }

  async isUp(): Promise<void> {
    while (!this.lines.some((line) => line.startsWith('Huiyue is up'))) {
      if (this.child.exitCode !== null) throw new Error(this.lines.join('\n'));
      await new Promise((wake) => setTimeout(wake, 100));
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Every process that has this one above it, by what it runs. */
  children(): { pid: number; command: string }[] {
    return readdirSync('/proc').flatMap((entry) => {
      try {
        const [, parent] = /\) \S (\d+)/.exec(readFileSync(`/proc/${entry}/stat`, 'utf8')) ?? [];
        const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return Number(parent) === this.child.pid ? [{ pid: Number(entry), command }] : [];
      } catch {
        return [];
      }
    });
  }
}

function alive(pids: number[]): number[] {
  return pids.filter((pid) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  });
}

test('a Ctrl-C stops everything that was started', async () => {
  const first = new Up();
  await first.isUp();
  const pids = first.children().map(({ pid }) => pid);
  expect(pids.length).toBeGreaterThanOrEqual(6);
  expect(alive(pids)).toEqual(pids);
  first.signal('SIGINT');
  expect(await first.ended).toBe(0);
  expect(alive(pids)).toEqual([]);
}, 120_000);

test('the loss of one part stops the rest, with its name and a failing exit code', async () => {
  const up = new Up();
  await up.isUp();
  const children = up.children();
  const worker = children.find(({ command }) => command.includes('apps/worker/'));
  process.kill(worker?.pid ?? 0, 'SIGKILL');
  expect(await up.ended).toBe(1);
  expect(alive(children.map(({ pid }) => pid))).toEqual([]);
}, 120_000);

test('nothing outlives a stack that was killed itself', async () => {
  const up = new Up();
  await up.isUp();
  const pids = up.children().map(({ pid }) => pid);
  up.signal('SIGKILL');
  await up.ended;
  for (const until = performance.now() + 15_000; alive(pids).length > 0 && performance.now() < until;) {
    await new Promise((wake) => setTimeout(wake, 100));
  }
  expect(alive(pids)).toEqual([]);
}, 120_000);
