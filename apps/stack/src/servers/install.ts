import { spawnSync } from 'node:child_process';
import { findProgram } from './find-program.js';

/** What this machine lacks and cannot be given by us; the message says what to install. */
export class MissingProgram extends Error {}

interface Need {
  what: string;
  programs: string[];
  debianPackage: string;
}

export const servers: Need[] = [
  { what: 'MariaDB 10.11 or newer', programs: ['mariadbd', 'mysqld'], debianPackage: 'mariadb-server' },
  { what: 'Redis 7 or newer', programs: ['redis-server'], debianPackage: 'redis-server' },
];

/** Installs through Debian's package manager whatever of `needs` is absent; elsewhere says what is to be installed. */
export function ensureInstalled(needs: Need[], say: (line: string) => void): void {
  const absent = needs.filter((need) => findProgram(...need.programs) === undefined);
  if (absent.length === 0) return;
  const names = absent.map((need) => need.what).join(' and ');
  const aptGet = findProgram('apt-get');
  const sudo = process.getuid?.() === 0 ? [] : [findProgram('sudo')].filter((path) => path !== undefined);
  if (aptGet === undefined || (process.getuid?.() !== 0 && sudo.length === 0)) {
    throw new MissingProgram(
      `Please install ${names} so that ${absent.map((need) => need.programs[0]).join(', ')} can be found, ` +
        'or give MYSQL_URL and REDIS_URL of running servers, and run this again.',
    );
  }
  const packages = absent.map((need) => need.debianPackage);
  say(`Installing ${packages.join(', ')} …`);
  // RUNLEVEL=1 keeps Debian from starting the servers it installs: ours are private and start by themselves.
  const apt = (args: string[]): boolean => {
    const [file, ...rest] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1', aptGet, ...args];
    return spawnSync(file ?? aptGet, rest, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  };
  const options = ['-y', '-q', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=120'];
  if (!apt(['update', '-q']) || !apt(['install', ...options, ...packages])) {
    throw new MissingProgram(`apt-get could not install ${packages.join(', ')}. Install ${names} and run this again.`);
  }
}
