import type { OwnProcess } from '../servers/own-process.js';
import { startApp } from './app-process.js';
import type { environmentOf } from './environment.js';

export const entry = {
  resident: 'dist/apps/resident-api/src/main.js',
  staff: 'dist/apps/staff-api/src/main.js',
  worker: 'dist/apps/worker/src/main.js',
  simulator: 'dist/apps/simulator/src/main.js',
} as const;

const READY_WITHIN_MS = 30_000;

export function isStore(part: OwnProcess): boolean {
  return part.name === 'mariadb' || part.name === 'redis';
}

export interface AppsOptions {
  residentProcesses?: number;
  residentEnv?: readonly NodeJS.ProcessEnv[];
  onLine?: (name: string, line: string) => void;
  onLoss?: (name: string, how: string) => void;
}

/** The applications of one system: all started together, all ended together. */
export class Apps {
  private endsExpected = false;

  constructor(
    private readonly env: ReturnType<typeof environmentOf>,
    private readonly options: AppsOptions,
  ) {}

  /** Starts every application, adds it to `running`, and waits until all are ready. */
  async start(running: OwnProcess[]): Promise<void> {
    this.endsExpected = false;
    const { env, options } = this;
    const begin = (name: string, file: string, environment: NodeJS.ProcessEnv): OwnProcess => {
      const app = startApp({ name, entry: file, env: environment, onLine: options.onLine ?? (() => undefined) });
      running.push(app);
      void app.whenEnded().then((how) => {
        if (!this.endsExpected) options.onLoss?.(name, how);
      });
      return app;
    };
    begin('simulator', entry.simulator, env.simulator);
    begin('staff-api', entry.staff, env.staff);
    begin('worker', entry.worker, env.worker);
    for (let i = 0; i < (options.residentProcesses ?? 1); i += 1) {
      begin(`resident-api-${String(i + 1)}`, entry.resident, { ...env.resident, ...options.residentEnv?.[i] });
    }
    await Promise.all(running.filter((part) => !isStore(part)).map((app) => app.whenReady(READY_WITHIN_MS)));
  }

  async kill(running: OwnProcess[]): Promise<void> {
    this.expectEnds();
    const apps = running.filter((part) => !isStore(part));
    await Promise.all(apps.map((app) => app.kill()));
    running.splice(0, running.length, ...running.filter(isStore));
  }

  /** From here on it is no loss when an application ends. */
  expectEnds(): void {
    this.endsExpected = true;
  }
}
