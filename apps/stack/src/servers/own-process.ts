import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { findProgram } from './find-program.js';

export interface OwnProcessOptions {
  name: string;
  file: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  onLine?: (line: string) => void;
  /** Whether it is one of ours, which sends the message `ready` to its parent. */
  saysReady?: boolean;
}

const TERM_PATIENCE_MS = 15_000;

/** A child that cannot outlive its parent: stopped with it, and where the system can, told by the kernel when it dies. */
export class OwnProcess {
  readonly name: string;
  private readonly child: ChildProcess;
  private readonly ended: Promise<string>;
  private readonly ready: Promise<void>;
  private over = false;

  constructor(options: OwnProcessOptions) {
    this.name = options.name;
    const setpriv = process.platform === 'linux' ? findProgram('setpriv') : undefined;
    const [file, args] = setpriv
      ? [setpriv, ['--pdeathsig', 'TERM', '--', options.file, ...options.args]]
      : [options.file, options.args];
    // A group of its own: a Ctrl-C at the terminal must reach the children through the parent, in order.
    this.child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'pipe', ...(options.saysReady ? (['ipc'] as const) : [])],
      detached: true,
      ...(options.env && { env: options.env }),
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => options.onLine?.(line));
    }
    this.ready = new Promise((resolve) => {
      this.child.once('message', (message) => {
        if (message === 'ready') resolve();
      });
    });
    this.ended = new Promise((resolve) => {
      this.child.once('error', (error) => {
        this.over = true;
        resolve(error.message);
      });
      this.child.once('exit', (code, signal) => {
        this.over = true;
        resolve(signal ?? `exit code ${String(code)}`);
      });
    });
  }

  /** @throws when it ended, or did not say that it is ready in time */
  async whenReady(withinMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(resolve, withinMs, `was not ready within ${String(withinMs / 1_000)} s`);
    });
    const lost = this.ended.then((how) => `ended: ${how}`);
    const why = await Promise.race([this.ready.then(() => undefined), lost, late]);
    clearTimeout(timer);
    if (why !== undefined) throw new Error(`${this.name} ${why}`);
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error(`${this.name} did not start`);
    return this.child.pid;
  }

  get running(): boolean {
    return !this.over;
  }

  /** Resolves with how it ended. */
  whenEnded(): Promise<string> {
    return this.ended;
  }

  signal(signal: NodeJS.Signals): void {
    if (!this.over) this.child.kill(signal);
  }

  /** Asks it to end, insists after a while, and waits for it. */
  async stop(): Promise<void> {
    if (this.over) return;
    this.child.kill('SIGCONT');
    this.child.kill('SIGTERM');
    const insist = setTimeout(() => this.child.kill('SIGKILL'), TERM_PATIENCE_MS);
    await this.ended;
    clearTimeout(insist);
  }

  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.ended;
  }
}
