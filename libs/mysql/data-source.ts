import { DataSource, type MixedList, type EntitySchema } from 'typeorm';
import { migrations } from './migrations/all.js';

/** What every session must have, whatever the server's defaults are. */
export const sessionSettings = [
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  // Under the time limit of a query: a wait that ends by itself leaves no doubt about the outcome.
  'SET SESSION innodb_lock_wait_timeout = 2',
  "SET SESSION time_zone = '+00:00', " +
    "SESSION sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'",
];

export interface LedgerOptions {
  /** `mysql://user:password@host:port/database` */
  url: string;
  entities?: MixedList<string | EntitySchema | (new () => object)>;
  poolSize?: number;
  /** A query without an answer for this long fails; the black hole must not hold a request for ever. */
  queryTimeoutMs?: number;
}

interface PoolWithEvents {
  on(event: 'connection', listener: (connection: { query(sql: string): unknown }) => void): void;
}

/** A DataSource for the ledger, not yet connected. Schema changes come from `migrate` alone. */
function ledgerDataSource(options: LedgerOptions): DataSource {
  const { poolSize = 10, queryTimeoutMs = 2_500, entities = [] } = options;
  return new DataSource({
    type: 'mysql',
    url: options.url,
    entities,
    migrations,
    migrationsTableName: 'migration',
    synchronize: false,
    timezone: 'Z',
    charset: 'utf8mb4',
    dateStrings: ['DATE'],
    supportBigNumbers: true,
    poolSize,
    connectTimeout: 2_000,
    enableQueryTimeout: true,
    maxQueryExecutionTime: queryTimeoutMs,
    logging: ['schema', 'migration'],
    logger: 'debug',
    extra: { maxIdle: poolSize, enableKeepAlive: true },
  });
}

/** Connects and sees to it that every later session of the pool has {@link sessionSettings}. */
export async function connectLedger(options: LedgerOptions): Promise<DataSource> {
  const dataSource = await ledgerDataSource(options).initialize();
  const { pool } = dataSource.driver as unknown as { pool: PoolWithEvents };
  pool.on('connection', (connection) => {
    for (const setting of sessionSettings) connection.query(setting);
  });
  for (const setting of sessionSettings) await dataSource.query(setting);
  return dataSource;
}
