import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Refusal } from '#kernel';
import { inTransaction, ledgerCannotNow } from '#mysql';

/**
 * The ledger as this room asks it. Without it every method throws Refusal `identity/ledger-unavailable`; whether a
 * change was made is unknown then, and everything this room changes may be asked for again.
 */
@Injectable()
export class Ledger {
  constructor(private readonly dataSource: DataSource) {}

  async select<Row extends object>(sql: string, values: unknown[]): Promise<Row[]> {
    return answered(async () => (await this.dataSource.query(sql, values)) as Row[]);
  }

  /** @returns how many rows were changed */
  async change(sql: string, values: unknown[]): Promise<number> {
    return answered(async () => {
      const { affectedRows } = (await this.dataSource.query(sql, values)) as { affectedRows: number };
      return affectedRows;
    });
  }

  /** See `inTransaction`: `work` may run more than once. */
  async transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return answered(() => inTransaction(this.dataSource, work));
  }
}

async function answered<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw ledgerCannotNow(error) ? new Refusal('identity/ledger-unavailable', {}, { cause: error }) : error;
  }
}
