import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CreatedStaff } from '#staff';
import { StaffRoom } from './staff-room.js';

let room: StaffRoom;
let one: CreatedStaff;
beforeAll(async () => {
  room = await StaffRoom.open();
  one = await room.createStaff.execute({ username: 'ops', role: 'operator' }, 'test');
});
afterAll(async () => {
  await room.close();
});

const MINUTE_MS = 60_000;

async function signIn(): Promise<string> {
  room.clock.advanceMs(MINUTE_MS);
  const { username, password } = one;
  return (await room.signIn.execute({ username, password, totp: room.codeOf(one) })).token;
}

test('a login that is not used for half an hour is over', async () => {
  const token = await signIn();
  room.clock.advanceMs(30 * MINUTE_MS - 1);
  expect(await room.findLogin.execute(token)).toMatchObject({ username: 'ops' });
  room.clock.advanceMs(30 * MINUTE_MS);
  expect(await room.findLogin.execute(token)).toBeUndefined();
});

test('a login in use lasts twelve hours and no longer', async () => {
  const token = await signIn();
  for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
    room.clock.advanceMs(20 * MINUTE_MS);
    expect(await room.findLogin.execute(token)).toBeDefined();
  }
  room.clock.advanceMs(20 * MINUTE_MS - 1);
  expect(await room.findLogin.execute(token)).toBeDefined();
  room.clock.advanceMs(1);
  expect(await room.findLogin.execute(token)).toBeUndefined();
});

test('who signs out is out at once, and only there', async () => {
  const [here, there] = [await signIn(), await signIn()];
  await room.signOut.execute(here);
  expect(await room.findLogin.execute(here)).toBeUndefined();
  expect(await room.findLogin.execute(there)).toBeDefined();
});

test.each([undefined, null, '', 'x', 'A'.repeat(43), ['A'.repeat(43)], 7])('%p is nobody’s token', async (token) => {
  expect(await room.findLogin.execute(token)).toBeUndefined();
  await room.signOut.execute(token);
});

test('the ledger holds no token, no password and no secret, only what cannot be turned back', async () => {
  const token = await signIn();
  const rows = await Promise.all(
    ['staff_login', 'staff_account'].map((table) => room.ledger.dataSource.query(`SELECT * FROM ${table}`)),
  );
  const bytes = Buffer.concat(
    rows
      .flat()
      .flatMap((row: object) =>
        Object.values(row).map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(String(value)))),
      ),
  );
  for (const secret of [token, one.password, one.totpSecret]) expect(bytes.includes(secret)).toBe(false);
  expect(bytes.includes(createHash('sha256').update(token).digest())).toBe(true);
  expect(bytes.toString('latin1')).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
});

test('logins that are over are cleared at the next sign-in', async () => {
  await signIn();
  room.clock.advanceMs(13 * 60 * MINUTE_MS);
  await signIn();
  const [row] = (await room.ledger.dataSource.query('SELECT COUNT(*) AS logins FROM staff_login')) as {
    logins: number | string;
  }[];
  expect(Number(row?.logins)).toBe(1);
});
