import { parseArgs } from 'node:util';
import { MissingProgram } from './servers/install.js';
import { Unreachable } from './servers/reachable.js';
import { startSystem, type System } from './system.js';
import { readableLine } from './system/readable-line.js';
import { wishedPort } from './system/wished-port.js';

const USAGE = `usage: npm run up -- [--opens-in 60s] [--processes 2]
  --opens-in   when the demo round opens: a number with ms, s or m, up to 24h
  --processes  how many processes serve residents, 1 to 16
MYSQL_URL and REDIS_URL, if given, are used instead of private servers.`;

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

class UsageError extends Error {}

function readOptions(args: string[]): { opensInMs: number; processes: number } {
  const options = {
    'opens-in': { type: 'string', default: '60s' },
    processes: { type: 'string', default: '2' },
  } as const;
  let values;
  try {
    ({ values } = parseArgs({ args, options, strict: true }));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const [, count, unit] = /^(\d{1,6})(ms|s|m|h)$/.exec(values['opens-in']) ?? [];
  const opensInMs = Number(count) * (UNITS_MS[unit ?? ''] ?? Number.NaN);
  if (!(opensInMs <= 24 * 3_600_000))
    throw new UsageError(`--opens-in ${values['opens-in']} is not a time such as 60s`);
  const processes = Number(values.processes);
  if (!Number.isInteger(processes) || processes < 1 || processes > 16)
    throw new UsageError('--processes must be 1 to 16');
  return { opensInMs, processes };
}

function print(system: System): void {
  const { username, password, totpSecret } = system.administrator;
  const opens = new Date(system.opensAtMs).toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai' });
  const inS = Math.max(0, (system.opensAtMs - Date.now()) / 1_000).toFixed(0);
  console.log(`
Huiyue is up.

  residents   ${system.residentUrl}/api/rounds/${String(system.roundId)}
  staff       ${system.staffUrl}/api/openapi.json
  simulator   ${system.simulatorUrl}   (WeChat and the identity provider)

  round ${String(system.roundId)} opens at ${opens} Beijing time, in ${inS} s
  administrator: ${username}   password: ${password}   TOTP secret: ${totpSecret}

Ctrl-C stops everything.
`);
}

async function up(): Promise<void> {
  const { opensInMs, processes } = readOptions(process.argv.slice(2));
  let end: (code: number) => void = () => undefined;
  const ended = new Promise<number>((resolve) => (end = resolve));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      end(0);
    });
  const system = await startSystem({
    dataDir: '.data/up',
    residentProcesses: processes,
    opensInMs,
    ports: {
      resident: await wishedPort(3_000),
      staff: await wishedPort(3_001),
      simulator: await wishedPort(3_999),
    },
    mysqlUrl: process.env['MYSQL_URL'],
    redisUrl: process.env['REDIS_URL'],
    onLine: (name, line) => {
      console.log(readableLine(name, line));
    },
    onLoss: (name, how) => {
      console.error(`${name} ended (${how}); stopping the rest.`);
      end(1);
    },
  });
  print(system);
  process.exitCode = await ended;
  await system.stop();
  console.log('Everything is stopped.');
}

try {
  await up();
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n${USAGE}`);
    process.exitCode = 2;
  } else {
    const plain = error instanceof MissingProgram || error instanceof Unreachable;
    console.error(plain ? error.message : error);
    process.exitCode = 1;
  }
}
process.exit();
