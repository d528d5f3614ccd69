import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../apps/stack/src/servers/free-port.js';
import { ensureInstalled, servers } from '../../apps/stack/src/servers/install.js';
import { ensureDatabase, startMariadb, type Mariadb } from '../../apps/stack/src/servers/mariadb.js';
import type { OwnProcess } from '../../apps/stack/src/servers/own-process.js';
import { startRedis } from '../../apps/stack/src/servers/redis.js';
import { startApp } from '../../apps/stack/src/system/app-process.js';
import { environmentOf } from '../../apps/stack/src/system/environment.js';
import { SecretsFile } from '../../apps/stack/src/system/secrets.js';
import { BenchLedger } from './bench-ledger.js';
import { GeneratorProcess } from './generator/generator-process.js';
import { TextbookLedger } from './textbook/textbook-ledger.js';

const entry = {
  emptyPost: 'dist/load-tests/bench/empty-post/main.js',
  resident: 'dist/apps/resident-api/src/main.js',
  textbook: 'dist/load-tests/bench/textbook/main.js',
} as const;

/** For both ledgers; what a server with a few gigabytes would be given. */
const BUFFER_POOL_MB = 768;
const READY_WITHIN_MS = 30_000;

interface RunningApp {
  process: OwnProcess;
  port: number;
}

export interface BenchHouse {
  apps: Readonly<Record<keyof typeof entry, RunningApp>>;
  stores: Readonly<Record<'mariadb' | 'redis', OwnProcess>>;
  ledger: BenchLedger;
  textbookLedger: TextbookLedger;
  generator: GeneratorProcess;
  passKey: string;
  textbookSecret: string;
  stop(): Promise<void>;
}

/** Everything that is measured or measures, on private servers whose data goes when it is stopped. */
export async function startBenchHouse(dataDir: string, say: (line: string) => void): Promise<BenchHouse> {
  const undo: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (let last = undo.pop(); last; last = undo.pop()) await last();
  };
  try {
    return { ...(await start(dataDir, say, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  dataDir: string,
  say: (line: string) => void,
  undo: (() => unknown)[],
): Promise<Omit<BenchHouse, 'stop'>> {
  ensureInstalled(servers, say);
  mkdirSync(dataDir, { recursive: true });
  const folder = mkdtempSync(join(dataDir, 'run-'));
  undo.push(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const secrets = new SecretsFile(folder).values;
  const textbookSecret = randomBytes(32).toString('base64');

  const mariadb = await startMariadb({
    dataDir: join(folder, 'mariadb'),
    password: secrets.mariadbPassword,
    bufferPoolMb: BUFFER_POOL_MB,
  });
  undo.push(() => mariadb.process.stop());
  const redis = await startRedis({ dataDir: join(folder, 'redis'), password: secrets.redisPassword });
  undo.push(() => redis.process.stop());
  const [mysqlUrl, textbookUrl] = await databases(mariadb);
  const ledger = await BenchLedger.create(mysqlUrl, redis.url);
  undo.push(() => ledger.close());
  const textbookLedger = await TextbookLedger.create(textbookUrl);
  undo.push(() => textbookLedger.close());

  const at = {
    mysqlUrl,
    redisUrl: redis.url,
    residentPort: await freePort(),
    staffPort: 1,
    workerPort: 1,
    simulatorPort: 1,
  };
  const resident = environmentOf(secrets, at).resident;
  const inUse = { PATH: resident['PATH'], TZ: resident['TZ'] };
  const begin = async (name: keyof typeof entry, port: number, env: NodeJS.ProcessEnv): Promise<RunningApp> => {
    const onLine = (_: string, line: string): void => {
      say(`${name}: ${line}`);
    };
    const app = startApp({ name, entry: entry[name], env: { ...env, PORT: String(port), LOG_LEVEL: 'warn' }, onLine });
    undo.push(() => app.stop());
    await app.whenReady(READY_WITHIN_MS);
    return { process: app, port };
  };
  const apps = {
    emptyPost: await begin('emptyPost', await freePort(), inUse),
    resident: await begin('resident', at.residentPort, resident),
    textbook: await begin('textbook', await freePort(), {
      ...inUse,
      MYSQL_URL: textbookUrl,
      JWT_SECRET: textbookSecret,
    }),
  };
  const generator = new GeneratorProcess();
  undo.push(() => generator.stop());
  const stores = { mariadb: mariadb.process, redis: redis.process };
  return { apps, stores, ledger, textbookLedger, generator, passKey: secrets.passKey, textbookSecret };
}

async function databases(mariadb: Mariadb): Promise<[product: string, textbook: string]> {
  const urls: [string, string] = [mariadb.url('huiyue'), mariadb.url('huiyue_textbook')];
  for (const url of urls) await ensureDatabase(url);
  return urls;
}
