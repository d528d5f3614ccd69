import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { StaffRoom } from './staff-room.js';

let room: StaffRoom;
beforeEach(async () => {
  room = await StaffRoom.open();
});
afterEach(async () => {
  await room.close();
});

test('a system without staff gets one administrator, however many programs ask at once, and never a second', async () => {
  const made = (await Promise.all(Array.from({ length: 5 }, () => room.ensureFirst.execute('stack')))).filter(
    (one) => one !== undefined,
  );
  expect(made.map(({ username, role }) => [username, role])).toEqual([['admin', 'administrator']]);
  expect(made[0] && (await room.attempt(made[0]))).toBe('in');
  expect(await room.ensureFirst.execute('stack')).toBeUndefined();
});

test('where there is staff of any kind, no administrator appears', async () => {
  await room.createStaff.execute({ username: 'door', role: 'clinic' }, 'test');
  expect(await room.ensureFirst.execute('stack')).toBeUndefined();
});

test('a user name belongs to one account', async () => {
  const names = await Promise.allSettled(
    [1, 2, 3].map(() => room.createStaff.execute({ username: 'ops', role: 'operator' }, 'test')),
  );
  expect(
    names.map((one) => (one.status === 'fulfilled' ? 'made' : (one.reason as { code: string }).code)).toSorted(),
  ).toEqual([...['made', 'staff/username-taken', 'staff/username-taken']]);
});

test.each([
  ['username', { username: 'Ops' }],
  ['username', { username: 'x' }],
  ['username', { username: '张三' }],
  ['username', { username: 'a'.repeat(33) }],
  ['password', { password: 'elevenchars' }],
  ['password', { password: 'x'.repeat(129) }],
])('a %s that will not do is refused by its name: %j', async (field, wrong) => {
  const refused = room.createStaff.execute({ username: 'ops', role: 'operator', ...wrong }, 'test');
  await expect(refused).rejects.toMatchObject({ code: 'request/invalid', facts: { fields: [{ field }] } });
});
