import type { z } from 'zod';

/** EX_CONFIG of sysexits.h. */
const EXIT_CONFIG = 78;

/** The configuration, or the end of the process with every fault named at once. A value is never printed. */
export function readEnv<Schema extends z.ZodType>(schema: Schema, environment = process.env): z.output<Schema> {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    const name = String(path[0]);
    console.error(
      `configuration: ${name} ${environment[name] === undefined ? 'is missing' : `is not valid: ${message}`}`,
    );
  }
  process.exit(EXIT_CONFIG);
}
