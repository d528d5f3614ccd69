import { parseArgs } from 'node:util';

export interface RushOptions {
  /** How many eligible people tap. */
  people: number;
  /** Their taps lie evenly over this long after the opening. */
  spreadS: number;
  /** Share of people who tap twice. */
  twice: number;
  /** Share of people whose first reply is lost. */
  lost: number;
  /** Resident-api processes. */
  processes: number;
  /** The same seed gives the same people, choices and moments. */
  seed: number;
  /** Where the report goes as JSON. */
  json: string;
}

export type ReadOptions = { kind: 'run'; options: RushOptions } | { kind: 'help' } | { kind: 'wrong'; line: string };

/** More would measure the generator, not the system: one process makes and reads all requests. */
const MOST_PEOPLE = 200_000;

export const usage = `npm run rush -- [options]
  --people N      people who tap, 1 to ${String(MOST_PEOPLE)} (20000)
  --spread S      seconds over which their taps lie, 0.1 to 600 (2)
  --twice SHARE   share of people who tap twice, 0 to 1 (0.05)
  --lost SHARE    share of people whose first reply is lost, 0 to 1 (0.05)
  --processes N   resident-api processes, 1 to 64 (2)
  --seed N        whole number; the same seed gives the same rush (1)
  --json PATH     where the report goes as JSON (.data/rush/report.json)
  --help          these lines
Exit code: 0 every promise judged was kept, 1 one was broken, 2 wrong options, 3 the rush could not be run.`;

/** Reads the command line. What is not known or not in its range is named in one line. */
export function readOptions(args: string[]): ReadOptions {
  let given: Record<string, string | boolean | undefined>;
  try {
    given = parseArgs({ args, options: { ...asText, help: { type: 'boolean' } } }).values;
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
    return { kind: 'wrong', line: message.split(/\n|\. /)[0] ?? '' };
  }
  if (given['help'] === true) return { kind: 'help' };
  try {
    return {
      kind: 'run',
      options: {
        people: number(given, 'people', 20_000, 1, MOST_PEOPLE, true),
        spreadS: number(given, 'spread', 2, 0.1, 600),
        twice: number(given, 'twice', 0.05, 0, 1),
        lost: number(given, 'lost', 0.05, 0, 1),
        processes: number(given, 'processes', 2, 1, 64, true),
        seed: number(given, 'seed', 1, 0, 2 ** 32 - 1, true),
        json: path(given['json'] ?? '.data/rush/report.json'),
      },
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { kind: 'wrong', line: error.message };
  }
}

const text = { type: 'string' } as const;
const asText = { people: text, spread: text, twice: text, lost: text, processes: text, seed: text, json: text };

function number(
  given: Record<string, string | boolean | undefined>,
  name: string,
  otherwise: number,
  least: number,
  most: number,
  whole = false,
): number {
  const written = given[name];
  if (written === undefined) return otherwise;
  const value = typeof written === 'string' && /^\d{1,12}(\.\d{1,6})?$/.test(written) ? Number(written) : Number.NaN;
  if (value >= least && value <= most && (!whole || Number.isInteger(value))) return value;
  throw new RangeError(`--${name} must be a ${whole ? 'whole ' : ''}number from ${String(least)} to ${String(most)}`);
}

function path(written: string | boolean): string {
  if (typeof written !== 'string' || written.trim() === '') throw new RangeError('--json must name a file');
  return written;
}
