import { join, resolve } from 'node:path';
import { freePort } from './servers/free-port.js';
import { ensureInstalled, servers } from './servers/install.js';
import { ensureDatabase, startMariadb } from './servers/mariadb.js';
import type { OwnProcess } from './servers/own-process.js';
import { expectMysql, expectRedis } from './servers/reachable.js';
import { startRedis } from './servers/redis.js';
import { runOnce } from './system/app-process.js';
import { Apps, entry, isStore } from './system/apps.js';
import { DemoRound } from './system/demo-round.js';
import { environmentOf, type Addresses } from './system/environment.js';
import { SecretsFile, type Administrator } from './system/secrets.js';

export interface SystemOptions {
  /** Everything the system keeps, below this folder. */
  dataDir: string;
  /** How many processes serve residents, behind one port. */
  residentProcesses?: number;
  /** What single resident processes are told beside the rest; tests set a clock wrong with it. */
  residentEnv?: readonly NodeJS.ProcessEnv[];
  /** When the demo round opens, from now (ms). */
  opensInMs: number;
  /** Ports wished for; free ones otherwise. */
  ports?: Partial<Record<'resident' | 'staff' | 'worker' | 'simulator', number>>;
  mysqlUrl?: string | undefined;
  redisUrl?: string | undefined;
  onLine?: (name: string, line: string) => void;
  /** Called when a part ends that nobody asked to. */
  onLoss?: (name: string, how: string) => void;
}

export interface System {
  residentUrl: string;
  staffUrl: string;
  simulatorUrl: string;
  workerUrl: string;
  mysqlUrl: string;
  redisUrl: string;
  administrator: Administrator;
  roundId: number;
  /** When the demo round opens. */
  opensAtMs: number;
  /** Everything that runs, stores included. */
  processes: OwnProcess[];
  /** Kills all applications at once, as a power cut would; the stores go on. */
  killApps(): Promise<void>;
  /** Starts all applications again after {@link killApps}, and waits until they are ready. */
  startApps(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the whole system on this machine and loads the demo round. When it cannot, it leaves nothing behind. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const started: OwnProcess[] = [];
  try {
    return await start({ ...options, dataDir: resolve(options.dataDir) }, started);
  } catch (error) {
    await stopAll(started);
    throw error;
  }
}

async function start(options: SystemOptions, started: OwnProcess[]): Promise<System> {
  const secrets = new SecretsFile(options.dataDir);
  const stores = await startStores(options, secrets, started);
  const at: Addresses = {
    ...stores,
    residentPort: options.ports?.resident ?? (await freePort()),
    staffPort: options.ports?.staff ?? (await freePort()),
    workerPort: options.ports?.worker ?? (await freePort()),
    simulatorPort: options.ports?.simulator ?? (await freePort()),
  };
  const env = environmentOf(secrets.values, at);
  await runOnce({ name: 'migrate', entry: entry.worker, args: ['migrate'], env: env.worker });

  const administrator = await firstAdministrator(secrets, env.staff);
  const apps = new Apps(env, options);
  await apps.start(started);
  const url = (port: number): string => `http://127.0.0.1:${String(port)}`;
  const round = await new DemoRound(url(at.staffPort), administrator).open(options.opensInMs);
  let stopping = false;
  for (const store of started.filter(isStore)) {
    void store.whenEnded().then((how) => {
      if (!stopping) options.onLoss?.(store.name, how);
    });
  }
  return {
    residentUrl: url(at.residentPort),
    staffUrl: url(at.staffPort),
    simulatorUrl: url(at.simulatorPort),
    workerUrl: url(at.workerPort),
    mysqlUrl: at.mysqlUrl,
    redisUrl: at.redisUrl,
    administrator,
    ...round,
    processes: started,
    killApps: () => apps.kill(started),
    startApps: () => apps.start(started),
    stop: async () => {
      stopping = true;
      apps.expectEnds();
      await stopAll(started);
    },
  };
}

async function startStores(
  options: SystemOptions,
  { values }: SecretsFile,
  started: OwnProcess[],
): Promise<{ mysqlUrl: string; redisUrl: string }> {
  const onLine = (name: string) => (line: string) => options.onLine?.(name, line);
  const wanted = servers.filter((need) =>
    need.debianPackage === 'redis-server' ? !options.redisUrl : !options.mysqlUrl,
  );
  ensureInstalled(wanted, onLine('stack'));
  let { mysqlUrl, redisUrl } = options;
  if (mysqlUrl !== undefined) await expectMysql(mysqlUrl);
  if (redisUrl !== undefined) await expectRedis(redisUrl);
  if (mysqlUrl === undefined) {
    const dataDir = join(options.dataDir, 'mariadb');
    const mariadb = await startMariadb({ dataDir, password: values.mariadbPassword, onLine: onLine('mariadb') });
    started.push(mariadb.process);
    mysqlUrl = mariadb.url('huiyue');
  }
  if (redisUrl === undefined) {
    const dataDir = join(options.dataDir, 'redis');
    const redis = await startRedis({ dataDir, password: values.redisPassword, onLine: onLine('redis') });
    started.push(redis.process);
    redisUrl = redis.url;
  }
  await ensureDatabase(mysqlUrl);
  return { mysqlUrl, redisUrl };
}

/** The administrator of this system: made once, then known from the data folder. */
async function firstAdministrator(secrets: SecretsFile, env: NodeJS.ProcessEnv): Promise<Administrator> {
  const lines = await runOnce({ name: 'first-administrator', entry: entry.staff, args: ['first-administrator'], env });
  const made = lines.find((line) => line.startsWith('{"username"'));
  if (made !== undefined) secrets.keepAdministrator(JSON.parse(made) as Administrator);
  const known = secrets.values.administrator;
  if (!known) throw new Error('this ledger has administrators already, and none of them is known here');
  return known;
}

/** Applications first, the stores they use last. */
async function stopAll(started: readonly OwnProcess[]): Promise<void> {
  await Promise.all(started.filter((part) => !isStore(part)).map((part) => part.stop()));
  await Promise.all(started.filter(isStore).map((part) => part.stop()));
}
