import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, servers } from './servers/install.js';
import { startMariadb } from './servers/mariadb.js';
import { tallyLine } from './tally.js';

/** With these jest writes something else than results, or somewhere else. */
const OWN_OUTPUT = /^--(json|outputFile|listTests|showConfig|help)\b/;

/** `npm test`: a private MariaDB for the whole run, then jest with whatever options were given. */
async function test(jestOptions: string[]): Promise<number> {
  ensureInstalled(servers, console.error);
  mkdirSync('.data', { recursive: true });
  const dataDir = mkdtempSync(join(process.cwd(), '.data', 'test-'));
  const results = join(dataDir, 'results.json');
  const counted = jestOptions.some((option) => OWN_OUTPUT.test(option)) ? [] : ['--json', `--outputFile=${results}`];
  const mariadb = await startMariadb({ dataDir, password: randomBytes(16).toString('hex') });
  let tally: string | undefined;
  try {
    const code = await new Promise<number>((resolve) => {
      const jest = spawn(
        process.execPath,
        ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', ...counted, ...jestOptions],
        { stdio: 'inherit', env: { ...process.env, TEST_MARIADB_URL: mariadb.url('').slice(0, -1) } },
      );
      process.on('SIGINT', () => jest.kill('SIGINT'));
      process.on('SIGTERM', () => jest.kill('SIGTERM'));
      jest.on('exit', (end) => {
        resolve(end ?? 1);
      });
    });
    if (existsSync(results)) tally = tallyLine(readFileSync(results, 'utf8'));
    return code;
  } finally {
    await mariadb.process.stop();
    rmSync(dataDir, { recursive: true, force: true });
    if (tally !== undefined) console.log(tally);
  }
}

process.exitCode = await test(process.argv.slice(2));
