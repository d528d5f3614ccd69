import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { findProgram } from './find-program.js';
import { freePort } from './free-port.js';
import { MissingProgram } from './install.js';
import { OwnProcess } from './own-process.js';
import { readyWithin } from './ready-within.js';

export interface MariadbOptions {
  /** Folder of its own; what is in it already is used again. */
  dataDir: string;
  password: string;
  port?: number;
  bufferPoolMb?: number;
  onLine?: (line: string) => void;
}

export interface Mariadb {
  process: OwnProcess;
  port: number;
  /** Address of one of its databases. */
  url(database: string): string;
}

const USER = 'huiyue';

/** The settings the promises stand on: a commit is on the disk when it is answered, and nothing is guessed or cut short. */
export const settings = [
  '--innodb-flush-log-at-trx-commit=1',
  '--innodb-rollback-on-timeout=ON',
  '--innodb-lock-wait-timeout=2',
  '--transaction-isolation=READ-COMMITTED',
  '--sql-mode=STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
  '--default-time-zone=+00:00',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_bin',
  '--max-connections=300',
  '--innodb-log-file-size=256M',
  '--skip-name-resolve',
  '--skip-log-bin',
  '--performance-schema=OFF',
];

/** Starts a private MariaDB on the loopback address and waits until it answers. */
export async function startMariadb(options: MariadbOptions): Promise<Mariadb> {
  const server = findProgram('mariadbd', 'mysqld');
  const installer = findProgram('mariadb-install-db', 'mysql_install_db');
  if (server === undefined || installer === undefined) throw new MissingProgram('MariaDB is not installed.');
  const { dataDir, password, onLine, bufferPoolMb = 256 } = options;
  const files = join(dataDir, 'files');
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  if (!existsSync(join(files, 'mysql'))) install(installer, files, asRoot);
  const initFile = join(dataDir, 'init.sql');
  writeFileSync(
    initFile,
    `CREATE USER IF NOT EXISTS '${USER}'@'127.0.0.1' IDENTIFIED BY '${password}';\n` +
      `ALTER USER '${USER}'@'127.0.0.1' IDENTIFIED BY '${password}';\n` +
      `GRANT ALL PRIVILEGES ON \`huiyue%\`.* TO '${USER}'@'127.0.0.1';\n`,
    { mode: 0o600 },
  );
  const port = options.port ?? (await freePort());
  const process_ = new OwnProcess({
    name: 'mariadb',
    file: server,
    args: [
      '--no-defaults',
      ...asRoot,
      `--datadir=${files}`,
      `--socket=${join(dataDir, 's')}`,
      `--pid-file=${join(dataDir, 'pid')}`,
      `--init-file=${initFile}`,
      '--bind-address=127.0.0.1',
      `--port=${String(port)}`,
      `--innodb-buffer-pool-size=${String(bufferPoolMb)}M`,
      ...settings,
    ],
    ...(onLine && { onLine }),
  });
  await readyWithin(60_000, process_, async () => {
    const connection = await createConnection({ host: '127.0.0.1', port, user: USER, password });
    await connection.end();
  });
  return {
    process: process_,
    port,
    url: (database) => `mysql://${USER}:${password}@127.0.0.1:${String(port)}/${database}`,
  };
}

function install(installer: string, files: string, asRoot: string[]): void {
  rmSync(files, { recursive: true, force: true });
  mkdirSync(files, { recursive: true, mode: 0o700 });
  const done = spawnSync(
    installer,
    ['--no-defaults', ...asRoot, `--datadir=${files}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { encoding: 'utf8' },
  );
  if (done.status !== 0) throw new Error(`mariadb-install-db failed: ${done.stderr || done.stdout}`);
}

/** Makes the database unless it is there. */
export async function ensureDatabase(url: string): Promise<void> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const connection = await createConnection({
    host: hostname,
    port: Number(port || 3306),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  });
  try {
    await connection.query(
      `CREATE DATABASE IF NOT EXISTS \`${pathname.slice(1)}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
    );
  } finally {
    await connection.end();
  }
}
