import { OwnProcess } from '../servers/own-process.js';
import { readyWithin } from '../servers/ready-within.js';

export interface AppOptions {
  name: string;
  /** Entry below `dist`. */
  entry: string;
  args?: string[];
  env: NodeJS.ProcessEnv;
  /** Modules loaded before the program. */
  imports?: string[];
  onLine: (name: string, line: string) => void;
}

export function startApp({ name, entry, args = [], env, imports = [], onLine }: AppOptions): OwnProcess {
  return new OwnProcess({
    name,
    file: process.execPath,
    args: ['--enable-source-maps', ...imports.map((file) => `--import=${file}`), entry, ...args],
    env,
    onLine: (line) => {
      onLine(name, line);
    },
  });
}

/** Waits until the program says that it is ready. */
export async function appReady(app: OwnProcess, port: number): Promise<void> {
  await readyWithin(30_000, app, async () => {
    const answer = await fetch(`http://127.0.0.1:${String(port)}/health/ready`, { signal: AbortSignal.timeout(2_000) });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${app.name} is not ready`);
  });
}

/** Runs a program to its end. @returns what it printed on standard output and error @throws when it did not succeed */
export async function runOnce(options: Omit<AppOptions, 'onLine'>): Promise<string[]> {
  const lines: string[] = [];
  const app = startApp({ ...options, onLine: (_name, line) => lines.push(line) });
  const end = await app.whenEnded();
  if (end !== 'exit code 0') throw new Error(`${options.name}: ${end}\n${lines.join('\n')}`);
  return lines;
}
