import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { describe, expect, it } from '@jest/globals';

import { personOf } from './person-number.js';
import { printPopulation } from './print-population.js';

async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const printed = text(stdout);
  const code = await printPopulation(args, { stdout, stderr });
  stdout.end();
  stderr.end();
  return { code, stdout: await printed, stderr: await text(stderr) };
}

describe('the population command', () => {
  it('prints a header and the people asked for, in their order', async () => {
    const { code, stdout, stderr } = await run('--count', '1203', '--offset', '40');
    const lines = stdout.split('\n');
    const last = personOf(1242);
    expect([code, stderr, lines.length]).toEqual([0, '', 1205]);
    expect(lines[0]).toBe('openid,name,id_number,sex,birth_date');
    expect(lines[1]).toMatch(/^sim-0000040,/);
    expect(lines[1203]).toBe(`${last.openid},${last.name},${last.idNumber},${last.sex},${last.birthDate}`);
    expect(lines[1204]).toBe('');
  });

  it('waits for a slow reader instead of piling rows up', async () => {
    let waiting = 0;
    const slow = new Writable({
      highWaterMark: 1,
      write(chunk: Buffer, _encoding, done) {
        waiting = Math.max(waiting, slow.writableLength - chunk.length);
        setImmediate(done);
      },
    });
    expect(await printPopulation(['--count', '50000'], { stdout: slow, stderr: new PassThrough() })).toBe(0);
    expect(waiting).toBeLessThan(100_000);
  });

  it('is content when the reader has seen enough', async () => {
    const closed = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      },
    });
    expect(await printPopulation(['--count', '50000'], { stdout: closed, stderr: new PassThrough() })).toBe(0);
  });

  it.each([
    [[], '--count N is needed'],
    [['--count', '0'], '--count must be a whole number of at least 1'],
    [['--count', 'many'], '--count must be a whole number of at least 1'],
    [['--count', '1', '--offset=-1'], '--offset must be a whole number of at least 0'],
    [['--count', '10', '--offset', '5999991'], 'there are 6000000 people'],
    [['--cuont', '5'], "Unknown option '--cuont'"],
    [['5'], "Unexpected argument '5'"],
  ])('says in one line what is wrong with %j, and exits 2', async (args, complaint) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(complaint);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
