import { OwnProcess } from '../servers/own-process.js';

export interface AppOptions {
  name: string;
  /** Entry below `dist`. */
  entry: string;
  args?: string[];
  env: NodeJS.ProcessEnv;
  onLine: (name: string, line: string) => void;
}

export function startApp({ name, entry, args = [], env, onLine }: AppOptions): OwnProcess {
  return new OwnProcess({
    name,
    file: process.execPath,
    args: ['--enable-source-maps', entry, ...args],
    env,
    saysReady: true,
    onLine: (line) => {
      onLine(name, line);
    },
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
