import { z } from 'zod';
import { keyRing, readEnv } from '#http';

const key32 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 bytes in base64');
const origin = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
  .transform((text) => text.replace(/\/$/, ''));

const schema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3_000),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info'),
  DRAIN_NOTICE_MS: z.coerce.number().int().min(0).max(60_000).default(1_000),
  MYSQL_URL: z.url({ protocol: /^mysql$/, error: 'must be mysql://user:password@host:port/database' }),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be redis://host:port' }),
  PUBLIC_ORIGIN: origin,
  WECHAT_APPID: z.string().min(1),
  WECHAT_SECRET: z.string().min(1),
  WECHAT_AUTHORISE_ORIGIN: origin,
  WECHAT_API_ORIGIN: origin,
  ALIYUN_ACCESS_KEY_ID: z.string().min(1),
  ALIYUN_ACCESS_KEY_SECRET: z.string().min(1),
  ALIYUN_CLOUDAUTH_ORIGIN: origin,
  PERSONAL_DATA_KEYS: keyRing,
  PERSONAL_DATA_INDEX_KEY: key32,
  PASS_KEYS: keyRing,
});

export const env = readEnv(schema);
