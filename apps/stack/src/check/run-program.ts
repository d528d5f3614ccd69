import { spawn } from 'node:child_process';

export interface ProgramEnd {
  succeeded: boolean;
  /** What it wrote, to either stream, in the order in which it came. */
  output: string;
}

/** Runs a program to its end. One that cannot be started has failed, like one that says no. */
export function runProgram(file: string, args: readonly string[], cwd = process.cwd()): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const heard: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => heard.push(piece));
    const end = (succeeded: boolean, why = ''): void => {
      resolve({ succeeded, output: Buffer.concat(heard).toString() + why });
    };
    child.on('error', (error) => {
      end(false, `${file} could not be started: ${error.message}`);
    });
    child.on('close', (code, signal) => {
      end(code === 0, signal === null ? '' : `${file} was ended by ${signal}`);
    });
  });
}
