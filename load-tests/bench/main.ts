import { writeFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { MissingProgram } from '../../apps/stack/src/servers/install.js';
import { startBenchHouse, type BenchHouse } from './bench-house.js';
import { figuresOf, ratiosOf } from './figures.js';
import { readOptions, usage, type BenchOptions } from './options.js';
import { reportText, type BenchReport } from './report.js';
import { runBench } from './run-bench.js';
import { disagreements, verdictsOf } from './verdicts.js';

const DATA_DIR = resolve('.data/bench');

class Interrupted extends Error {}

async function bench(options: BenchOptions): Promise<number> {
  const startedAt = new Date().toISOString();
  const say = (line: string): void => {
    console.error(`bench: ${line}`);
  };
  const interrupted = whenInterrupted();
  const house = startBenchHouse(DATA_DIR, say);
  const work = house.then((started) => reportOf(started, options, startedAt, say));
  try {
    const report = await Promise.race([work, interrupted]);
    writeFileSync(join(DATA_DIR, 'report.json'), `${JSON.stringify(report, undefined, 2)}\n`);
    console.log(reportText(report));
    return report.disagreements.length === 0 ? 0 : 1;
  } finally {
    // Interrupted at the start, it is let start: only then is there something that can be stopped in order.
    const started = await house.catch(() => undefined);
    await started?.stop();
  }
}

function whenInterrupted(): Promise<never> {
  return new Promise((_, reject) => {
    const interrupt = (signal: NodeJS.Signals): void => {
      reject(new Interrupted(signal));
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  });
}

async function reportOf(
  house: BenchHouse,
  options: BenchOptions,
  startedAt: string,
  say: (line: string) => void,
): Promise<BenchReport> {
  const [cpu] = cpus();
  const system = { system: `${platform()} ${release()} ${arch()}`, node: process.version };
  const hardware = { cores: cpus().length, model: cpu?.model ?? 'unknown', memoryGb: totalmem() / 2 ** 30 };
  const machine = { ...hardware, ...system, ...(await house.ledger.versions()) };
  const run = await runBench(house, options, say);
  const figures = figuresOf(run.rounds);
  const ratios = ratiosOf(run.rounds);
  const doubts = disagreements(run.reckonings, figures);
  return { startedAt, machine, options, figures, ratios, verdicts: verdictsOf(ratios), disagreements: doubts, run };
}

async function command(args: string[]): Promise<number> {
  const read = readOptions(args);
  if (read.kind === 'run') return bench(read.options);
  if (read.kind === 'help') console.log(usage);
  else console.error(`${read.line}\n\n${usage}`);
  return read.kind === 'help' ? 0 : 2;
}

try {
  process.exitCode = await command(process.argv.slice(2));
} catch (error) {
  const known = error instanceof MissingProgram || error instanceof Interrupted;
  console.error(known ? error.message : error);
  process.exitCode = 3;
}
process.exit();
