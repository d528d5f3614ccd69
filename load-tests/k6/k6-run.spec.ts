import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CouldNotRun } from '../rush/could-not-run.js';
import { seededRandom } from '../rush/seeded-random.js';
import { K6Run, type K6Message } from './k6-run.js';
import { evenTaps, K6Witness } from './k6-witness.js';

const told: K6Message = {
  ...{ kind: 'told', person: 1, attempt: 0, intendedMs: 500, sentMs: 501, toldMs: 510 },
  ...{ name: '201 booked', answer: { kind: 'booked', bookingId: 'b' } },
};

let folder: string;
let messages: K6Message[];
let lines: string[];

/** Runs a shell script in k6's place. */
function runScript(script: string): K6Run {
  const program = join(folder, 'k6');
  writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const env = { RESIDENT_URL: 'http://127.0.0.1:9', ROUND_ID: '7', TAPS_FILE: '/taps', PEOPLE: '2', SPREAD_S: '1' };
  return new K6Run({
    program,
    env,
    onMessage: (message) => messages.push(message),
    onLine: (line) => lines.push(line),
  });
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'huiyue-k6-'));
  [messages, lines] = [[], []];
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('what the script says is told apart from what k6 says, to the very last line', async () => {
  const many = `i=0; while [ $i -lt 3000 ]; do echo 'huiyue ${JSON.stringify(told)}' >&2; i=$((i+1)); done`;
  const run = runScript(`echo "round $ROUND_ID of $PEOPLE"\n${many}\necho 'huiyue {"kind":"ready"}' >&2`);
  expect(await run.thresholdsKept()).toBe(true);
  expect(lines).toEqual(['round 7 of 2']);
  expect(messages).toHaveLength(3_001);
  expect(messages.at(-1)).toEqual({ kind: 'ready' });
});

test('a crossed threshold is a result, any other end is none', async () => {
  expect(await runScript('exit 99').thresholdsKept()).toBe(false);
  await expect(runScript('exit 107').thresholdsKept()).rejects.toThrow(new CouldNotRun('k6 ended with exit code 107'));
  await expect(runScript('kill -9 $$').thresholdsKept()).rejects.toThrow(new CouldNotRun('k6 ended with SIGKILL'));
});

test('a run can be stopped', async () => {
  const run = runScript('exec /bin/sleep 60');
  const ended = expect(run.thresholdsKept()).rejects.toThrow(CouldNotRun);
  await run.stop();
  await ended;
});

test('the witness knows whom k6 left out', async () => {
  const witness = new K6Witness(evenTaps(2, 1_000, seededRandom(1)));
  witness.hear({ kind: 'ready' });
  witness.hear({ kind: 'opening', clockErrorMs: 3 });
  witness.hear(told);
  await witness.ready;
  expect(witness.clockErrorMs).toBe(3);
  expect(witness.untapped).toBe(1);
  expect(witness.told).toEqual([
    expect.objectContaining({ tap: expect.objectContaining({ person: 1, atMs: 500 }), toldMs: 510 }),
  ]);
  expect(() => {
    witness.hear({ ...told, person: 2 });
  }).toThrow('for nobody');
});
