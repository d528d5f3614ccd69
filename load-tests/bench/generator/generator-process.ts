import { fork, type ChildProcess } from 'node:child_process';
import type { WindowOrder, WindowResult } from './window.js';

/** The load generator, a process of its own: what it costs is seen beside what it measures, and not mixed with it. */
export class GeneratorProcess {
  private readonly child: ChildProcess = fork(new URL('./main.js', import.meta.url), {
    // A Ctrl-C at the terminal is for the parent, which then ends this one.
    detached: true,
  });

  run(order: WindowOrder): Promise<WindowResult> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null, signal: string | null): void => {
        reject(new Error(`the load generator ended: ${signal ?? `exit code ${String(code)}`}`));
      };
      this.child.once('exit', ended);
      this.child.once('message', (result) => {
        this.child.off('exit', ended);
        resolve(result as WindowResult);
      });
      this.child.send(order);
    });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.disconnect();
    await ended;
  }
}
