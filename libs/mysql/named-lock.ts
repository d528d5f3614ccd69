import type { DataSource } from 'typeorm';

/** Runs `work` while this process alone holds the server's named lock. The lock dies with its connection. */
export async function inNamedLock<T>(
  dataSource: DataSource,
  name: string,
  waitS: number,
  work: () => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    // Names of locks belong to the whole server: the database's own name keeps two systems on one server apart.
    const lock = `CONCAT(?, ':', DATABASE())`;
    const [row] = (await runner.query(`SELECT GET_LOCK(${lock}, ?) AS got`, [name, waitS])) as { got: unknown }[];
    if (Number(row?.got) !== 1) throw new Error(`lock "${name}" was not free within ${String(waitS)} s`);
    try {
      return await work();
    } finally {
      await runner.query(`SELECT RELEASE_LOCK(${lock})`, [name]);
    }
  } finally {
    await runner.release();
  }
}
