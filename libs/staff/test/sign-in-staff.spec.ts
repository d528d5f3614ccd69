import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { StaffRoom } from './staff-room.js';

let room: StaffRoom;
let nth = 0;
beforeAll(async () => {
  room = await StaffRoom.open();
});
afterAll(async () => {
  await room.close();
});

function member() {
  nth += 1;
  return room.createStaff.execute({ username: `member${String(nth)}`, role: 'operator' }, 'test');
}

const wrong = { password: 'not the right password' };
const MINUTE_MS = 60_000;

test('who has the password and the code of the moment is in, as who they are', async () => {
  const { staffId, username, password, ...created } = await member();
  const totp = room.codeOf({ staffId, username, password, ...created });
  const { token, member: found, expiresAtMs } = await room.signIn.execute({ username, password, totp });
  expect(found).toEqual({ staffId, username, role: 'operator' });
  expect(expiresAtMs).toBe(room.clock.nowMs() + 12 * 60 * MINUTE_MS);
  expect(await room.findLogin.execute(token)).toEqual({ staffId, username, role: 'operator', expiresAtMs });
  const { events } = await room.audit.list({ subject: `staff:${username}` });
  expect(events.map(({ actor, action }) => [actor, action])).toEqual([
    [username, 'staff/sign-in'],
    ['test', 'staff/create'],
  ]);
});

test('whatever is wrong, the answer is the same', async () => {
  const one = await member();
  expect(await room.attempt(one, wrong)).toBe('staff/sign-in-failed');
  expect(await room.attempt(one, { totp: room.codeOf(one, 5) })).toBe('staff/sign-in-failed');
  expect(await room.attempt(one, { username: 'nobody' })).toBe('staff/sign-in-failed');
  expect(await room.attempt(one, { username: "x' OR 1=1 --" })).toBe('staff/sign-in-failed');
  expect(await room.attempt(one, { totp: '' })).toBe('staff/sign-in-failed');
  expect(await room.attempt(one)).toBe('in');
});

test('a stranger and a wrong password take the same time', async () => {
  const one = await member();
  const timeOf = async (attempt: () => Promise<string>): Promise<number> => {
    const startedAt = performance.now();
    await attempt();
    return performance.now() - startedAt;
  };
  const times = { stranger: [] as number[], known: [] as number[] };
  for (let i = 0; i < 4; i += 1) {
    times.stranger.push(await timeOf(() => room.attempt(one, { username: 'nobody' })));
    times.known.push(await timeOf(() => room.attempt(one, wrong)));
  }
  const least = (list: number[]): number => Math.min(...list);
  expect(least(times.known)).toBeGreaterThanOrEqual(249);
  expect(Math.abs(least(times.known) - least(times.stranger))).toBeLessThan(20);
});

test('a code works once, also when it is sent twice at the same moment', async () => {
  const one = await member();
  const answers = await Promise.all(Array.from({ length: 4 }, () => room.attempt(one)));
  expect(answers.toSorted()).toEqual(['in', 'staff/sign-in-failed', 'staff/sign-in-failed', 'staff/sign-in-failed']);
  expect(await room.attempt(one)).toBe('staff/sign-in-failed');
  expect(await room.attempt(one, { totp: room.codeOf(one, -1) })).toBe('staff/sign-in-failed');
  expect(await room.attempt(one, { totp: room.codeOf(one, 1) })).toBe('in');
  room.clock.advanceMs(MINUTE_MS);
  expect(await room.attempt(one)).toBe('in');
});

test('after five failures the account rests for fifteen minutes, told only to who has everything right', async () => {
  const one = await member();
  for (let i = 0; i < 5; i += 1) expect(await room.attempt(one, wrong)).toBe('staff/sign-in-failed');
  expect(await room.attempt(one)).toBe('staff/locked');
  expect(await room.attempt(one, wrong)).toBe('staff/sign-in-failed');
  room.clock.advanceMs(15 * MINUTE_MS - 1);
  expect(await room.attempt(one)).toBe('staff/locked');
  room.clock.advanceMs(1);
  expect(await room.attempt(one)).toBe('in');
  const { events } = await room.audit.list({ subject: `staff:${one.username}` });
  expect(events.filter(({ action }) => action === 'staff/lock')).toHaveLength(1);
});

test('after the rest the count starts anew, and a success forgets it', async () => {
  const one = await member();
  for (let i = 0; i < 5; i += 1) await room.attempt(one, wrong);
  room.clock.advanceMs(15 * MINUTE_MS);
  for (let i = 0; i < 4; i += 1) await room.attempt(one, wrong);
  expect(await room.attempt(one)).toBe('in');
  room.clock.advanceMs(MINUTE_MS);
  for (let i = 0; i < 4; i += 1) await room.attempt(one, wrong);
  expect(await room.attempt(one)).toBe('in');
});

test('of twenty guesses at once no more than five are judged', async () => {
  const one = await member();
  const codes = Array.from({ length: 20 }, (_, i) => room.codeOf(one, 10 + i));
  await Promise.all(codes.map((totp) => room.attempt(one, { totp })));
  const [row] = (await room.ledger.dataSource.query(
    'SELECT failed_attempts AS failed FROM staff_account WHERE username = ?',
    [one.username],
  )) as { failed: number }[];
  expect(row?.failed).toBe(5);
  expect(await room.attempt(one)).toBe('staff/locked');
});

test('a crowd at the door is told to come again instead of taking all memory', async () => {
  const one = await member();
  const answers = await Promise.all(Array.from({ length: 40 }, () => room.attempt(one, { username: 'nobody' })));
  expect(answers.filter((answer) => answer === 'request/overloaded')).toHaveLength(8);
  expect(await room.attempt(one)).toBe('in');
});

test('a disabled account is not let in and its logins are over', async () => {
  const one = await member();
  const totp = room.codeOf(one);
  const { token } = await room.signIn.execute({ username: one.username, password: one.password, totp });
  await room.ledger.dataSource.query('UPDATE staff_account SET disabled_at = NOW(3) WHERE username = ?', [
    one.username,
  ]);
  expect(await room.findLogin.execute(token)).toBeUndefined();
  expect(await room.attempt(one, { totp: room.codeOf(one, 1) })).toBe('staff/sign-in-failed');
});
