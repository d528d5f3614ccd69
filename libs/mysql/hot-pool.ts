import { createPool, type Pool, type PoolConnection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';
import { sessionSettings } from './data-source.js';
import { serverRefused } from './driver-error.js';

export interface HotPoolOptions {
  url: string;
  connections: number;
  /** A statement without an answer for this long fails, its outcome unknown, and its connection is thrown away. */
  timeoutMs: number;
}

/**
 * A few connections of the bare driver for the statements every tap needs. Each has a time limit, and a connection that
 * missed it is never used again: its late answer could otherwise be read as another's.
 */
export class HotPool {
  private readonly pool: Pool;

  constructor(private readonly options: HotPoolOptions) {
    this.pool = createPool({
      uri: options.url,
      timezone: 'Z',
      charset: 'utf8mb4',
      connectionLimit: options.connections,
      maxIdle: options.connections,
      queueLimit: 0,
      connectTimeout: options.timeoutMs,
      enableKeepAlive: true,
    });
    this.pool.pool.on('connection', (connection) => {
      for (const setting of sessionSettings) connection.query(setting);
    });
  }

  async execute(sql: string): Promise<ResultSetHeader> {
    return this.run(async (connection) => {
      const [result] = await connection.query<ResultSetHeader>({ sql, timeout: this.options.timeoutMs });
      return result;
    });
  }

  async select<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.run(async (connection) => {
      const [rows] = await connection.query<(Row & RowDataPacket)[]>({ sql, values, timeout: this.options.timeoutMs });
      return rows;
    });
  }

  async end(): Promise<void> {
    await this.pool.end();
  }

  private async run<T>(work: (connection: PoolConnection) => Promise<T>): Promise<T> {
    const connection = await this.pool.getConnection();
    try {
      const result = await work(connection);
      connection.release();
      return result;
    } catch (error) {
      if (serverRefused(error)) connection.release();
      else connection.destroy();
      throw error;
    }
  }
}
