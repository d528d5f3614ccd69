import { bounded } from './check/bounded.js';
import { runProgram, type ProgramEnd } from './check/run-program.js';
import { tidyFindings } from './check/tidy.js';

interface Check {
  name: string;
  run: () => Promise<ProgramEnd>;
}

/** More would only wait for each other on the two cores that a build machine has. */
const AT_ONCE = 2;

const program =
  (script: string, ...args: string[]) =>
  (): Promise<ProgramEnd> =>
    runProgram(process.execPath, [script, ...args]);

/** The longest first, so that the short ones run beside it. */
const checks: readonly Check[] = [
  { name: 'lint', run: program('node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0') },
  { name: 'types', run: program('node_modules/typescript/bin/tsc', '-p', '.', '--noEmit') },
  {
    name: 'walls',
    run: program(
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '-T',
      'err-long',
      'apps',
      'libs',
      'load-tests',
    ),
  },
  {
    name: 'format',
    run: program('node_modules/prettier/bin/prettier.cjs', '--check', '**/*.{ts,mjs,json,md,yml,yaml}'),
  },
  {
    name: 'dead code',
    run: program('node_modules/knip/bin/knip.js', '--no-progress', '--treat-config-hints-as-errors'),
  },
  { name: 'generated', run: program('dist/apps/stack/src/generate.js', '--check') },
  { name: 'tidy', run: tidy },
];

function tidy(): Promise<ProgramEnd> {
  const findings = tidyFindings(process.cwd());
  return Promise.resolve({ succeeded: findings.length === 0, output: findings.join('\n') });
}

/** Runs one check and prints one line of it, and what it said only if it failed. */
async function judge({ name, run }: Check): Promise<boolean> {
  const startedAtMs = performance.now();
  const { succeeded, output } = await run();
  const seconds = ((performance.now() - startedAtMs) / 1_000).toFixed(1);
  console.log(`${name.padEnd(10)} ${seconds.padStart(5)} s  ${succeeded ? 'passed' : 'FAILED'}`);
  if (!succeeded) console.log(`\n${output.trim().replaceAll(/^(?=.)/gm, '    ')}\n`);
  return succeeded;
}

/** `npm run check`: all checks, or those named. */
async function check(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !checks.some((known) => known.name === name));
  if (unknown.length > 0) {
    console.error(
      `There is no check called ${unknown.join(', ')}; there are: ${checks.map(({ name }) => name).join(', ')}.`,
    );
    return 2;
  }
  const wanted = checks.filter(({ name }) => names.length === 0 || names.includes(name));
  const verdicts = await bounded(AT_ONCE, wanted, judge);
  const failed = verdicts.filter((succeeded) => !succeeded).length;
  console.log(`${String(verdicts.length - failed)} checks passed, ${String(failed)} failed`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await check(process.argv.slice(2));
