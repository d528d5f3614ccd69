import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

import { populationSize } from './person-number.js';
import { populationCsv } from './population-csv.js';

class BadOption extends Error {}

/**
 * Writes people `--offset` K to K+`--count`-1 to `stdout` as CSV, no faster than it is read. The exit code: 0, also when
 * the reader has seen enough and closed its end; 2 after bad options, with one line on `stderr`.
 */
export async function printPopulation(args: string[], to: { stdout: Writable; stderr: Writable }): Promise<0 | 2> {
  try {
    const { count, offset } = range(args);
    await pipeline(Readable.from(populationCsv(count, offset)), to.stdout);
    return 0;
  } catch (fault) {
    if (codeOf(fault) === 'EPIPE') return 0;
    if (!(fault instanceof BadOption)) throw fault;
    to.stderr.write(`population: ${fault.message} (usage: --count N [--offset K])\n`);
    return 2;
  }
}

function range(args: string[]): { count: number; offset: number } {
  const options = given(args);
  if (options.count === undefined) throw new BadOption('--count N is needed');
  const count = wholeNumber('--count', options.count, 1);
  const offset = wholeNumber('--offset', options.offset ?? '0', 0);
  if (offset + count > populationSize) {
    throw new BadOption(`there are ${String(populationSize)} people; --offset plus --count goes beyond them`);
  }
  return { count, offset };
}

function given(args: string[]): { count?: string | undefined; offset?: string | undefined } {
  try {
    return parseArgs({ args, options: { count: { type: 'string' }, offset: { type: 'string' } } }).values;
  } catch (fault) {
    if (!codeOf(fault).startsWith('ERR_PARSE_ARGS_')) throw fault;
    throw new BadOption(String(Reflect.get(Object(fault), 'message')).split('\n')[0], { cause: fault });
  }
}

/** Node's code of an error; empty when it has none. */
function codeOf(fault: unknown): string {
  return String(Reflect.get(Object(fault), 'code') ?? '');
}

function wholeNumber(option: string, text: string, atLeast: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= atLeast)) throw new BadOption(`${option} must be a whole number of at least ${String(atLeast)}`);
  return value;
}
