import { createConnection } from 'mysql2/promise';
import { connectRedis } from '#redis';

/** A server that was named to us and does not answer; the message says which and why, without its password. */
export class Unreachable extends Error {}

export async function expectRedis(url: string): Promise<void> {
  const address = addressOf('REDIS_URL', url, ['redis:', 'rediss:'], 'redis://host:port');
  const redis = connectRedis({ url, timeoutMs: 3_000 });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    throw new Unreachable(`REDIS_URL: ${address} does not answer as a Redis server (${reasonOf(error)}).`, {
      cause: error,
    });
  } finally {
    redis.disconnect();
  }
}

export async function expectMysql(url: string): Promise<void> {
  const form = 'mysql://user:password@host:port/database';
  const address = addressOf('MYSQL_URL', url, ['mysql:'], form);
  const { hostname, port, username, password, pathname } = new URL(url);
  if (!/^\/\w{1,64}$/.test(pathname)) throw new Unreachable(`MYSQL_URL must name a database: ${form}`);
  try {
    const user = decodeURIComponent(username);
    const at = { host: hostname, port: Number(port || 3_306), connectTimeout: 3_000 };
    const connection = await createConnection({ ...at, user, password: decodeURIComponent(password) });
    await connection.end();
  } catch (error) {
    throw new Unreachable(`MYSQL_URL: ${address} does not let us in (${reasonOf(error)}).`, { cause: error });
  }
}

function addressOf(name: string, url: string, protocols: string[], form: string): string {
  const parsed = URL.parse(url);
  if (!parsed || !protocols.includes(parsed.protocol) || parsed.hostname === '') {
    throw new Unreachable(`${name} is not an address of the form ${form}`);
  }
  return parsed.host;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return code ?? message ?? 'no reason given';
}
