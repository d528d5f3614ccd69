import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../src/servers/find-program.js';
import { freePort } from '../src/servers/free-port.js';
import { ensureInstalled, MissingProgram } from '../src/servers/install.js';
import { OwnProcess } from '../src/servers/own-process.js';
import { readyWithin } from '../src/servers/ready-within.js';

export interface RunningNginx {
  residentPort: number;
  staffPort: number;
  /** What it has logged so far. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * nginx with the files of docker/nginx: all as they are, but for the ports it listens on, where it logs to, the ceiling per
 * address (`burst` for one that can be reached), and upstreams.conf, whose names only Docker knows.
 */
export async function runNginx({
  apps,
  burst = 20_000,
}: {
  apps: readonly number[];
  burst?: number;
}): Promise<RunningNginx> {
  ensureInstalled([{ what: 'nginx', programs: ['nginx'], debianPackage: 'nginx' }], console.error);
  const program = findProgram('nginx');
  if (program === undefined) throw new MissingProgram('nginx is not installed.');
  const folder = mkdtempSync(join(tmpdir(), 'huiyue-nginx-'));
  const [conf, prefix] = [join(folder, 'conf'), join(folder, 'prefix')];
  cpSync('docker/nginx', conf, { recursive: true });
  mkdirSync(prefix);
  const ports = [await freePort(), await freePort(), await freePort()] as const;
  change(join(conf, 'resident.conf'), [
    ['listen 8080', `listen 127.0.0.1:${String(ports[0])}`],
    ['127.0.0.1:8090', `127.0.0.1:${String(ports[2])}`],
    ['burst=20000', `burst=${String(burst)}`],
  ]);
  // Standard output is a socket here, which nobody can open by its name.
  change(join(conf, 'log.conf'), [['/dev/stdout', 'access.log']]);
  change(join(conf, 'staff.conf'), [['listen 8081', `listen 127.0.0.1:${String(ports[1])}`]]);
  change(join(conf, 'nginx.conf'), [
    ['worker_processes auto', 'worker_processes 1'],
    ...(burst < 20_000 ? [['rate=5000r/s', 'rate=1r/m'] as const] : []),
  ]);
  const servers = apps.map((port) => `server 127.0.0.1:${String(port)} max_fails=0;`).join(' ');
  const upstream = (name: string): string =>
    `upstream ${name} { zone ${name} 256k; ${servers} include keepalive.conf; }\n`;
  writeFileSync(join(conf, 'upstreams.conf'), upstream('resident_api') + upstream('staff_api'));

  const nginx = new OwnProcess({
    name: 'nginx',
    file: program,
    args: [
      '-e',
      'stderr',
      '-p',
      prefix,
      '-c',
      join(conf, 'nginx.conf'),
      '-g',
      `daemon off;${process.getuid?.() === 0 ? ' user root;' : ''}`,
    ],
    onLine: console.error,
  });
  await readyWithin(5_000, nginx, async () => {
    await (await fetch(`http://127.0.0.1:${String(ports[0])}/health/live`)).arrayBuffer();
  });
  return {
    residentPort: ports[0],
    staffPort: ports[1],
    log: () => readFileSync(join(prefix, 'access.log'), 'utf8'),
    stop: async () => {
      await nginx.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function change(path: string, replacements: readonly (readonly [string, string])[]): void {
  let text = readFileSync(path, 'utf8');
  for (const [from, to] of replacements) {
    if (!text.includes(from)) throw new Error(`${path} has no "${from}"`);
    text = text.replaceAll(from, to);
  }
  writeFileSync(path, text);
}
