import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RunningStaffApi, runProgram } from './running-staff-api.js';

let api: RunningStaffApi;
beforeAll(async () => {
  api = await RunningStaffApi.start();
});
afterAll(async () => {
  await api.stop();
});

test('faults of the configuration are named all at once, without a value, and end the program with 78', async () => {
  const env = { MYSQL_URL: 'hunter2', STAFF_KEYS: 'k1:hunter3', PORT: 'hunter4' };
  const { ended, lines } = runProgram([], env);
  expect(await ended).toBe('exit code 78');
  for (const name of ['MYSQL_URL', 'REDIS_URL', 'STAFF_KEYS', 'PORT']) expect(lines.join('\n')).toContain(name);
  expect(lines.join('\n')).not.toContain('hunter');
});

test('a command that is not there is said to be so', async () => {
  const { ended, lines } = runProgram(['first-administrators'], api.env);
  expect(await ended).toBe('exit code 2');
  expect(lines).toEqual(['usage: staff-api [first-administrator]']);
});

test('the first administrator is told once and can sign in; a second is never made', async () => {
  const first = runProgram(['first-administrator'], api.env);
  expect(await first.ended).toBe('exit code 0');
  const told = first.lines.filter((line) => line.startsWith('{"username"'));
  expect(told).toHaveLength(1);
  const member = JSON.parse(told[0] ?? '') as { username: string; password: string; totpSecret: string };
  expect(member).toMatchObject({ username: 'admin', otpauthUri: expect.stringContaining(member.totpSecret) });
  expect(await api.signIn(member)).toMatchObject({ status: 200, body: { username: 'admin', role: 'administrator' } });

  const second = runProgram(['first-administrator'], api.env);
  expect(await second.ended).toBe('exit code 0');
  expect(second.lines.filter((line) => line.startsWith('{"username"'))).toEqual([]);
});
