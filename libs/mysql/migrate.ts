import type { DataSource } from 'typeorm';
import { inNamedLock } from './named-lock.js';

/** How long a second migrator waits for the first. */
const LOCK_WAIT_S = 60;

/**
 * Brings the schema forward, one statement at a time, with at most one migrator at work on a database.
 * @returns the names of the steps that were run now.
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  return inNamedLock(dataSource, 'huiyue-migrate', LOCK_WAIT_S, async () => {
    const run = await dataSource.runMigrations({ transaction: 'none' });
    return run.map((migration) => migration.name);
  });
}
