import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource, MixedList } from 'typeorm';
import { connectLedger, migrate } from '#mysql';
import { connectRedis, type Redis } from '#redis';
import { ensureDatabase } from './servers/mariadb.js';
import { startRedis, type RedisServer } from './servers/redis.js';

export interface TestLedger {
  dataSource: DataSource;
  url: string;
  close(): Promise<void>;
}

/** A database of its own on the test run's MariaDB, dropped on close. */
export async function emptyTestLedger(entities: MixedList<new () => object> = []): Promise<TestLedger> {
  const server = process.env['TEST_MARIADB_URL'];
  if (server === undefined) throw new Error('run tests with: npm test -- [jest options]');
  const database = `huiyue_test_${randomBytes(6).toString('hex')}`;
  const url = `${server}/${database}`;
  await ensureDatabase(url);
  const dataSource = await connectLedger({ url, entities });
  return {
    dataSource,
    url,
    close: async () => {
      await dataSource.query(`DROP DATABASE \`${database}\``);
      await dataSource.destroy();
    },
  };
}

/** The same, migrated. */
export async function testLedger(entities: MixedList<new () => object> = []): Promise<TestLedger> {
  const ledger = await emptyTestLedger(entities);
  await migrate(ledger.dataSource);
  return ledger;
}

export interface TestRedis {
  redis: Redis;
  server: RedisServer;
  dataDir: string;
  close(): Promise<void>;
}

/** A Redis server of its own: tests kill, freeze and empty it. */
export async function testRedis(): Promise<TestRedis> {
  const dataDir = mkdtempSync(join(tmpdir(), 'huiyue-redis-'));
  const server = await startRedis({ dataDir });
  const redis = connectRedis({ url: server.url, timeoutMs: 20_000 });
  redis.on('error', () => undefined);
  await redis.connect();
  return {
    redis,
    server,
    dataDir,
    close: async () => {
      redis.disconnect();
      await server.process.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
