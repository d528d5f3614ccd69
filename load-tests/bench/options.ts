import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** How long each contender is measured in each round. */
  seconds: number;
  rounds: number;
  /** Keep-alive connections, each with one request outstanding. */
  connections: number;
}

/** More measuring for one contender than this would need more people and places than fit a small machine. */
const MOST_SECONDS_IN_ALL = 60;

export type ReadOptions = { kind: 'run'; options: BenchOptions } | { kind: 'help' } | { kind: 'wrong'; line: string };

export const usage = `npm run bench -- [options]
  --seconds S      how long each contender is measured in each round, 0.5 to 30 (3)
  --rounds N       rounds, in each of which every contender has its turn, 1 to 20 (5)
  --connections N  keep-alive connections in a closed loop, 1 to 2000 (256)
  --help           these lines
Exit code: 0 measured, whether or not every promise was kept; 1 the ledger disagrees with the answers, or there were
answers nobody expected; 2 wrong options; 3 the bench could not be run.`;

/** Reads the command line. What is not known or not in its range is named in one line. */
export function readOptions(args: string[]): ReadOptions {
  let given: Partial<Record<string, string | boolean>>;
  try {
    given = parseArgs({ args, options: { ...asText, help: { type: 'boolean' } } }).values;
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
    return { kind: 'wrong', line: message.split(/\n|\. /)[0] ?? '' };
  }
  if (given['help'] === true) return { kind: 'help' };
  try {
    const seconds = number(given, 'seconds', 3, 0.5, 30);
    const rounds = number(given, 'rounds', 5, 1, 20, true);
    const connections = number(given, 'connections', 256, 1, 2_000, true);
    if (seconds * rounds > MOST_SECONDS_IN_ALL) {
      throw new RangeError(`--seconds times --rounds must be at most ${String(MOST_SECONDS_IN_ALL)}`);
    }
    return { kind: 'run', options: { seconds, rounds, connections } };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { kind: 'wrong', line: error.message };
  }
}

const text = { type: 'string' } as const;
const asText = { seconds: text, rounds: text, connections: text };

function number(
  given: Partial<Record<string, string | boolean>>,
  name: keyof BenchOptions,
  otherwise: number,
  least: number,
  most: number,
  whole = false,
): number {
  const written = given[name];
  if (written === undefined) return otherwise;
  const value = typeof written === 'string' && /^\d{1,6}(\.\d{1,6})?$/.test(written) ? Number(written) : Number.NaN;
  if (value >= least && value <= most && (!whole || Number.isInteger(value))) return value;
  throw new RangeError(`--${name} must be a ${whole ? 'whole ' : ''}number from ${String(least)} to ${String(most)}`);
}
