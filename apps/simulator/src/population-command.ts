import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

import { populationSize } from './population/person-number.js';
import { populationCsv } from './population/population-csv.js';

/** `--count N [--offset K]`: people K to K+N-1. Throws with one line for whoever typed it. */
function range(args: string[]): { count: number; offset: number } {
  const { values } = parseArgs({ args, options: { count: { type: 'string' }, offset: { type: 'string' } } });
  if (values.count === undefined) throw new Error('--count N is needed');
  const count = wholeNumber('--count', values.count, 1);
  const offset = wholeNumber('--offset', values.offset ?? '0', 0);
  if (offset + count > populationSize) {
    throw new Error(`there are ${String(populationSize)} people; --offset plus --count goes beyond them`);
  }
  return { count, offset };
}

function wholeNumber(option: string, text: string, atLeast: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= atLeast)) throw new Error(`${option} must be a whole number of at least ${String(atLeast)}`);
  return value;
}

function rangeOrExit(): { count: number; offset: number } {
  try {
    return range(process.argv.slice(2));
  } catch (fault) {
    const line = fault instanceof Error ? (fault.message.split('\n')[0] ?? '') : String(fault);
    process.stderr.write(`population: ${line} (usage: --count N [--offset K])\n`);
    process.exit(2);
  }
}

const { count, offset } = rangeOrExit();
try {
  await pipeline(Readable.from(populationCsv(count, offset), { objectMode: true }), process.stdout);
} catch (fault) {
  // Whoever read the rows, `head` for one, has seen enough.
  if (!(fault instanceof Error && 'code' in fault && fault.code === 'EPIPE')) throw fault;
}
