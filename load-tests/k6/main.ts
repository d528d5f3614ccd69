import { MissingProgram } from '../../apps/stack/src/servers/install.js';
import { CouldNotRun } from '../rush/could-not-run.js';
import { ensureK6 } from './k6-program.js';
import { loadOpening } from './load-opening.js';
import type { LoadReport } from './load-report.js';
import { readOptions, usage, type LoadOptions } from './options.js';

function reportText({ thresholdsKept, answers, verdicts }: LoadReport): string {
  const kept = thresholdsKept && verdicts.every(({ verdict }) => verdict !== 'FAIL');
  return [
    'Answers',
    ...Object.entries(answers).map(([name, times]) => `${times.toLocaleString('en-US').padStart(10)}  ${name}`),
    '',
    'Promises',
    ...verdicts.map(
      ({ verdict, promise, says, found }) => `  ${verdict.padEnd(8)} ${promise.padEnd(3)} ${says}: ${found}`,
    ),
    '',
    `${kept ? 'KEPT' : 'BROKEN'}: k6's thresholds ${thresholdsKept ? 'kept' : 'crossed'}, ${String(verdicts.filter(({ verdict }) => verdict === 'FAIL').length)} promises broken`,
  ].join('\n');
}

async function run(options: LoadOptions): Promise<number> {
  const tell = (line: string): void => {
    console.error(line);
  };
  const print = (line: string): void => {
    console.log(line);
  };
  const report = await loadOpening(options, { program: ensureK6(tell), tell, print });
  print(reportText(report));
  return report.thresholdsKept && report.verdicts.every(({ verdict }) => verdict !== 'FAIL') ? 0 : 1;
}

const read = readOptions(process.argv.slice(2));
if (read.kind === 'help') {
  console.log(usage);
} else if (read.kind === 'wrong') {
  console.error(`load: ${read.line}; --help tells what there is`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await run(read.options);
  } catch (error) {
    const expected = error instanceof CouldNotRun || error instanceof MissingProgram;
    console.error(expected ? `load: ${error.message}` : error);
    process.exitCode = 3;
  }
  process.exit();
}
