import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { connectRedis } from '#redis';
import { MOST_CSV_BYTES } from '#round';
import { findProgram } from '../src/servers/find-program.js';
import { freePort } from '../src/servers/free-port.js';
import { settings as mariadbSettings } from '../src/servers/mariadb.js';
import { OwnProcess } from '../src/servers/own-process.js';
import { readyWithin } from '../src/servers/ready-within.js';
import { testRedis } from '../src/testing.js';
import { exampleVariables, neededVariables, services } from './compose-file.js';

const key = (): string => randomBytes(32).toString('base64');

/** docker/.env as somebody would fill it in. */
const filled = new Map(
  [...exampleVariables().keys()].map((name): [string, string] => {
    if (name.endsWith('_KEYS')) return [name, `k1:${key()}`];
    if (name.endsWith('_INDEX_KEY')) return [name, key()];
    return [name, name.endsWith('_ORIGIN') ? 'http://127.0.0.1:3999' : randomBytes(12).toString('hex')];
  }),
);

const all = services(filled);
const apps = Object.entries(all).flatMap(([name, service]) => {
  const app = service.command?.join(' ').match(/^node dist\/apps\/([\w-]+)\/src\/main\.js( \w+)?$/)?.[1];
  return app === undefined ? [] : [{ name, app, environment: service.environment ?? {} }];
});

/** Reads the configuration as the app itself does. @returns the exit code and what was complained of */
function readConfiguration(
  app: string,
  environment: Record<string, string>,
): { status: number | null; complaints: string } {
  const read =
    app === 'simulator'
      ? `const { readEnv } = await import('./dist/apps/simulator/src/env.js'); readEnv(process.env);`
      : `await import('./dist/apps/${app}/src/env.js');`;
  const done = spawnSync(process.execPath, ['--input-type=module', '-e', read], { env: environment, encoding: 'utf8' });
  return { status: done.status, complaints: done.stderr };
}

describe('compose.yaml', () => {
  test('starts every app that has a program of its own', () => {
    const programs = readdirSync('apps').filter((app) => existsSync(`apps/${app}/src/main.ts`));
    expect([...new Set(apps.map(({ app }) => app))].sort()).toEqual(programs.sort());
  });

  test.each(apps)('gives $name every variable it requires, and none it does not know', ({ app, environment }) => {
    expect(readConfiguration(app, environment)).toEqual({ status: 0, complaints: '' });
    const known = readFileSync(`apps/${app}/src/env.ts`, 'utf8');
    expect(Object.keys(environment).filter((name) => !new RegExp(`^ +${name}: `, 'm').test(known))).toEqual([]);
  });

  test.each([...new Set(apps.map(({ app }) => app))])('%s does not start when it is told nothing', (app) => {
    expect(readConfiguration(app, {}).status).not.toBe(0);
  });

  test('cannot be used with .env.example as it is, which names all that is needed and nothing else', () => {
    expect([...exampleVariables().values()].filter((value) => value !== '')).toEqual([]);
    expect(new Set(exampleVariables().keys())).toEqual(neededVariables());
    expect(() => services(exampleVariables())).toThrow('is missing');
  });

  test('MariaDB has the settings of the private one', () => {
    const [bufferPool, ...others] = all['mariadb']?.command ?? [];
    expect(bufferPool).toMatch(/^--innodb-buffer-pool-size=/);
    expect(others).toEqual(mariadbSettings);
  });

  test('Redis has the settings of the private one', async () => {
    const [program, ...args] = all['redis']?.command ?? [];
    const here = await testRedis();
    const port = await freePort();
    const place = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      `${here.dataDir}/..`,
      '--appenddirname',
      `aof-${String(port)}`,
    ];
    const file = findProgram(program ?? '');
    if (file === undefined) throw new Error('Redis is not installed');
    const there = new OwnProcess({ name: 'redis as in compose.yaml', file, args: [...args, ...place] });
    const redis = connectRedis({ url: `redis://:${filled.get('REDIS_PASSWORD') ?? ''}@127.0.0.1:${String(port)}/0` });
    redis.on('error', () => undefined);
    void redis.connect().catch(() => undefined);
    try {
      await readyWithin(5_000, there, async () => {
        await redis.ping();
      });
      const ofPlace = ['port', 'bind', 'dir', 'appenddirname', 'requirepass'];
      const read = async (server: typeof redis): Promise<Record<string, string>> => {
        const flat = (await server.config('GET', '*')) as string[];
        const pairs = flat.flatMap((name, i) =>
          i % 2 === 0 && !ofPlace.includes(name) ? [[name, flat[i + 1] ?? '']] : [],
        );
        return Object.fromEntries(pairs) as Record<string, string>;
      };
      expect(await read(redis)).toEqual(await read(here.redis));
    } finally {
      redis.disconnect();
      await there.stop();
      await here.close();
    }
  });
});

describe('nginx', () => {
  const conf = (file: string): string => readFileSync(`docker/nginx/${file}`, 'utf8');
  const number = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1]?.replaceAll('_', ''));

  test('gives up an idle connection before the app does', () => {
    const appMs = number(readFileSync('libs/http/run-http-app.ts', 'utf8'), /KEEP_ALIVE_MS = ([\d_]+)/);
    expect(appMs).toBeGreaterThan(number(conf('keepalive.conf'), /keepalive_timeout (\d+)s/) * 1_000 + 5_000);
  });

  test('takes bodies as large as the apps do', () => {
    const kilobytes = (app: string): number =>
      number(readFileSync(`apps/${app}/src/main.ts`, 'utf8'), /bodyLimit: (\d+) \* 1024/);
    expect(number(conf('nginx.conf'), /client_max_body_size (\d+)k/)).toBe(kilobytes('resident-api'));
    expect(number(conf('staff.conf'), /client_max_body_size (\d+)k/)).toBe(kilobytes('staff-api'));
    expect(number(conf('staff.conf'), /client_max_body_size (\d+)m/) * 1024 * 1024).toBe(MOST_CSV_BYTES);
  });
});
