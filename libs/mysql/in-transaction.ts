import type { DataSource, EntityManager } from 'typeorm';
import { lostToAnother } from './driver-error.js';

const MOST_TRIES = 5;

/**
 * Runs `work` in one transaction; if the server rolled it back for another's sake (deadlock, lock wait), runs the whole
 * of it again, at most {@link MOST_TRIES} times. `work` must be a function that starts afresh each time it is called.
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await dataSource.transaction(work);
    } catch (error) {
      if (!lostToAnother(error) || tried === MOST_TRIES) throw error;
      await new Promise((wake) => setTimeout(wake, Math.random() * 10 * 2 ** tried));
    }
  }
}
