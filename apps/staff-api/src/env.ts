import { z } from 'zod';
import { keyRing, readEnv } from '#http';

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
