import { mkdirSync } from 'node:fs';
import { connectRedis } from '#redis';
import { findProgram } from './find-program.js';
import { freePort } from './free-port.js';
import { MissingProgram } from './install.js';
import { OwnProcess } from './own-process.js';
import { readyWithin } from './ready-within.js';

export interface RedisOptions {
  /** Folder of its own; what is in it already is used again. */
  dataDir: string;
  password?: string;
  port?: number;
  onLine?: (line: string) => void;
}

export interface RedisServer {
  process: OwnProcess;
  port: number;
  url: string;
}

/** Starts a private Redis for the gate: it forgets nothing on purpose, and throws nothing out when memory is short. */
export async function startRedis({ dataDir, password, port, onLine }: RedisOptions): Promise<RedisServer> {
  const file = findProgram('redis-server');
  if (file === undefined) throw new MissingProgram('Redis is not installed.');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const chosen = port ?? (await freePort());
  const server = new OwnProcess({
    name: 'redis',
    file,
    args: [
      ['--port', String(chosen), '--bind', '127.0.0.1', '--dir', dataDir],
      ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''],
      ['--maxmemory-policy', 'noeviction'],
      password === undefined ? [] : ['--requirepass', password],
    ].flat(),
    ...(onLine && { onLine }),
  });
  const url = `redis://${password === undefined ? '' : `:${password}@`}127.0.0.1:${String(chosen)}/0`;
  await readyWithin(20_000, server, async () => {
    const redis = connectRedis({ url, timeoutMs: 500 });
    redis.on('error', () => undefined);
    try {
      await redis.connect();
      await redis.ping();
    } finally {
      redis.disconnect();
    }
  });
  return { process: server, port: chosen, url };
}
