import { expect, test } from '@jest/globals';
import { runProgram } from './run-program.js';

const node = (script: string) => runProgram(process.execPath, ['-e', script]);

test('a program that ends well has succeeded, and what it wrote is kept', async () => {
  expect(await node('console.log("out"); console.error("err")')).toEqual({
    succeeded: true,
    output: expect.stringMatching(/^(out\nerr\n|err\nout\n)$/),
  });
});

test('a program that says no, dies or cannot be started has failed', async () => {
  expect((await node('process.exit(3)')).succeeded).toBe(false);
  expect(await node('process.kill(process.pid, "SIGKILL")')).toEqual({
    succeeded: false,
    output: `${process.execPath} was ended by SIGKILL`,
  });
  expect(await runProgram('/no/such/program', [])).toEqual({
    succeeded: false,
    output: expect.stringContaining('could not be started'),
  });
});
