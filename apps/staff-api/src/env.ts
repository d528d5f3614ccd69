import { z } from 'zod';
import { readEnv } from '#http';

const KEY = /^[A-Za-z0-9+/]{43}=$/;

/** `id:base64,id:base64`, the current key first. */
const keyRing = z.string().transform((text, context) => {
  const entries = text.split(',').map((entry): [string, string] => {
    const at = entry.indexOf(':');
    return [entry.slice(0, at), entry.slice(at + 1)];
  });
  if (entries.some(([id, key]) => !/^[a-z0-9]{1,8}$/.test(id) || !KEY.test(key))) {
    context.addIssue({ code: 'custom', message: 'must be id:key[,id:key…], each key 32 bytes in base64' });
    return z.NEVER;
  }
  return { currentKeyId: entries[0]?.[0] ?? '', keys: Object.fromEntries(entries) };
});

const schema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3_001),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info'),
  DRAIN_NOTICE_MS: z.coerce.number().int().min(0).max(60_000).default(1_000),
  MYSQL_URL: z.url({ protocol: /^mysql$/, error: 'must be mysql://user:password@host:port/database' }),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be redis://host:port' }),
  /** For the secrets of one-time codes. */
  STAFF_KEYS: keyRing,
});

export const env = readEnv(schema);
