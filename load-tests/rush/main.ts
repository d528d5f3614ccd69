import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CouldNotRun } from './could-not-run.js';
import { readOptions, usage, type RushOptions } from './options.js';
import { reportText } from './report.js';
import { rush } from './rush.js';

async function run(options: RushOptions): Promise<number> {
  const report = await rush(options, (line) => {
    console.error(line);
  });
  mkdirSync(dirname(options.json), { recursive: true });
  writeFileSync(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
  console.log(reportText(report.surroundings, report.evidence, report.verdicts));
  return report.verdicts.some((one) => one.verdict === 'FAIL') ? 1 : 0;
}

const read = readOptions(process.argv.slice(2));
if (read.kind === 'help') {
  console.log(usage);
} else if (read.kind === 'wrong') {
  console.error(`rush: ${read.line}; --help tells what there is`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await run(read.options);
  } catch (error) {
    console.error(error instanceof CouldNotRun ? `rush: ${error.message}` : error);
    process.exitCode = 3;
  }
  process.exit();
}
