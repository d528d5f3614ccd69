import { z } from 'zod';

const secret = z.string('is missing').min(1, 'is empty');
const wholeNumber = (from: number, to: number) =>
  z.coerce
    .number('is not a number')
    .int('is not a whole number')
    .min(from, `is under ${String(from)}`)
    .max(to, `is over ${String(to)}`);

const schema = z.object({
  PORT: wholeNumber(0, 65_535).default(3999),
  HOST: z.string().min(1, 'is empty').default('127.0.0.1'),
  WECHAT_APPID: secret,
  WECHAT_SECRET: secret,
  /** The real interface's cap, which a test may lower. */
  WECHAT_CALLS_PER_MINUTE: wholeNumber(1, 10_000_000).default(50_000),
  ALIYUN_ACCESS_KEY_ID: secret,
  ALIYUN_ACCESS_KEY_SECRET: secret,
});

export type Env = z.infer<typeof schema>;

export class EnvFault extends Error {}

/** The configuration. Throws an {@link EnvFault} that names every faulty variable and repeats no value. */
export function readEnv(env: NodeJS.ProcessEnv): Env {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new EnvFault(`configuration: ${faults.join('; ')}`);
}
