import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Answer } from '../rush/answer.js';
import { CouldNotRun } from '../rush/could-not-run.js';

/** What opening.js says: it waits for the opening to be set, it knows the opening, somebody was told something. */
export type K6Message =
  | { kind: 'ready' }
  | { kind: 'opening'; clockErrorMs: number }
  | {
      kind: 'told';
      person: number;
      attempt: number;
      intendedMs: number;
      sentMs: number;
      toldMs: number;
      name: string;
      answer: Answer;
    };

interface K6Options {
  program: string;
  /** Read by opening.js. */
  env: Readonly<Record<'RESIDENT_URL' | 'ROUND_ID' | 'TAPS_FILE' | 'PEOPLE' | 'SPREAD_S', string>>;
  onMessage: (message: K6Message) => void;
  /** k6's own words: its summary, its complaints. */
  onLine: (line: string) => void;
}

const PREFIX = 'huiyue ';
/** k6's word for "a threshold was crossed". */
const THRESHOLDS_CROSSED = 99;

export class K6Run {
  private readonly child;
  private readonly ended: Promise<unknown>;

  constructor({ program, env, onMessage, onLine }: K6Options) {
    const quiet = ['--quiet', '--no-color', '--log-format', 'raw', '--no-usage-report', '--address', ''];
    this.child = spawn(program, ['run', ...quiet, 'load-tests/k6/opening.js'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // k6 is to run what is here, never to look for anything elsewhere.
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], K6_AUTO_EXTENSION_RESOLUTION: 'false', ...env },
    });
    for (const input of [this.child.stdout, this.child.stderr]) {
      createInterface({ input }).on('line', (line) => {
        if (line.startsWith(PREFIX)) onMessage(JSON.parse(line.slice(PREFIX.length)) as K6Message);
        else onLine(line);
      });
    }
    // Not `exit`: what it said last may come after that.
    this.ended = once(this.child, 'close');
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** @returns whether every threshold was kept @throws CouldNotRun when k6 did not get so far */
  async thresholdsKept(): Promise<boolean> {
    await this.ended;
    const { exitCode, signalCode } = this.child;
    if (exitCode === 0) return true;
    if (exitCode === THRESHOLDS_CROSSED) return false;
    throw new CouldNotRun(`k6 ended with ${signalCode ?? `exit code ${String(exitCode)}`}`);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
    await this.ended.catch(() => undefined);
  }
}
