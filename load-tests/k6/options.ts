import { parseArgs } from 'node:util';

export interface LoadOptions {
  /** How many eligible people tap. */
  people: number;
}

export type ReadOptions = { kind: 'run'; options: LoadOptions } | { kind: 'help' } | { kind: 'wrong'; line: string };

/** Each person k6 keeps waiting is a JavaScript runtime of its own: a larger crowd measures k6. `npm run rush` takes more. */
const MOST_PEOPLE = 10_000;

export const usage = `npm run load -- [options]
  --people N   people who tap within two seconds of the opening, 1 to ${String(MOST_PEOPLE)} (2000)
  --help       these lines
Exit code: 0 every threshold and every promise was kept, 1 one was not, 2 wrong options, 3 it could not be run.`;

/** Reads the command line. What is not known or not in its range is named in one line. */
export function readOptions(args: string[]): ReadOptions {
  let values: { people: string; help?: boolean };
  try {
    const options = { people: { type: 'string', default: '2000' }, help: { type: 'boolean' } } as const;
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
    return { kind: 'wrong', line: message.split(/\n|\. /)[0] ?? '' };
  }
  if (values.help === true) return { kind: 'help' };
  const people = /^\d{1,9}$/.test(values.people) ? Number(values.people) : Number.NaN;
  if (people >= 1 && people <= MOST_PEOPLE) return { kind: 'run', options: { people } };
  return { kind: 'wrong', line: `--people must be a whole number from 1 to ${String(MOST_PEOPLE)}` };
}
