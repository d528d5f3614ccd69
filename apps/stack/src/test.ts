import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, servers } from './servers/install.js';
import { startMariadb } from './servers/mariadb.js';

/** `npm test`: a private MariaDB for the whole run, then jest with whatever options were given. */
async function test(jestOptions: string[]): Promise<number> {
  ensureInstalled(servers, console.error);
  mkdirSync('.data', { recursive: true });
  const dataDir = mkdtempSync(join(process.cwd(), '.data', 'test-'));
  const tally = join(dataDir, 'tally.json');
  const mariadb = await startMariadb({ dataDir, password: randomBytes(16).toString('hex') });
  try {
    const code = await new Promise<number>((resolve) => {
      const jest = spawn(
        process.execPath,
        [
          ...['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'],
          ...['--json', `--outputFile=${tally}`, ...jestOptions],
        ],
        { stdio: 'inherit', env: { ...process.env, TEST_MARIADB_URL: mariadb.url('').slice(0, -1) } },
      );
      process.on('SIGINT', () => jest.kill('SIGINT'));
      process.on('SIGTERM', () => jest.kill('SIGTERM'));
      jest.on('exit', (code) => {
        resolve(code ?? 1);
      });
    });
  } finally {
    await mariadb.process.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

process.exitCode = await test(process.argv.slice(2));
