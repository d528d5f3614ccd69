import { expect, test } from '@jest/globals';
import { toldOf } from './log.js';

test('a fault of the ledger is told without its query, its values and what a constraint quotes', () => {
  const driverError = Object.assign(new Error("Duplicate entry 'sim-0000001' for key 'uq_account_openid'"), {
    errno: 1062,
    sqlMessage: "Duplicate entry 'sim-0000001' for key 'uq_account_openid'",
    sql: "INSERT INTO account VALUES ('sim-0000001')",
  });
  const error = Object.assign(new Error(driverError.message, { cause: driverError }), {
    driverError,
    query: 'INSERT INTO account VALUES (?)',
    parameters: ['sim-0000001'],
  });
  const told = JSON.stringify(toldOf(error));
  expect(told).not.toContain('sim-0000001');
  expect(told).not.toContain('INSERT');
  expect(told).toContain('Duplicate entry');
});

test('where a fault came from is kept', () => {
  const told = toldOf(new TypeError('x is not a function'));
  expect(told).toMatchObject({ type: 'TypeError', message: 'x is not a function' });
  expect(told['stack']).toContain('log.spec.ts');
});

test('something thrown that is no error is told by its kind alone', () => {
  expect(toldOf('张三 140299')).toEqual({ message: 'string' });
});
