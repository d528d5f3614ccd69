import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { migrate, schemaSnapshot, violatedConstraint } from '#mysql';
import { emptyTestLedger, testLedger, type TestLedger } from '../../../apps/stack/src/testing.js';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
});
afterAll(async () => {
  await ledger.close();
});

test('the schema that the migrations make is the one in schema.sql', async () => {
  const made = await schemaSnapshot(ledger.dataSource);
  if (process.env['WRITE_SCHEMA'] === 'yes') writeFileSync('libs/mysql/schema.sql', made);
  expect(made).toBe(readFileSync('libs/mysql/schema.sql', 'utf8'));
});

test('two migrators at once run every step once', async () => {
  const fresh = await emptyTestLedger();
  const runs = await Promise.all([migrate(fresh.dataSource), migrate(fresh.dataSource), migrate(fresh.dataSource)]);
  expect(runs.filter((steps) => steps.length > 0)).toHaveLength(1);
  await fresh.close();
});

test('a duplicate names the constraint that refused it', async () => {
  const insert = "INSERT INTO clinic (code, name, district, address, phone) VALUES ('A', 'n', 'd', 'a', 'p')";
  await ledger.dataSource.query(insert);
  const refused: unknown = await ledger.dataSource.query(insert).catch((error: unknown) => error);
  expect(violatedConstraint(refused)).toBe('uq_clinic_code');
});
