import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuditTrail } from '#audit';
import { FixedClock } from '#kernel';
import { inTransaction } from '#mysql';
import { testLedger, type TestLedger } from '../../../apps/stack/src/testing.js';

const clock = new FixedClock(Date.parse('2023-12-20T08:00:00+08:00'));
const act = { actor: 'worker', action: 'round/announce', subject: 'round:1', reason: '到点开放' };

let ledger: TestLedger;
let trail: AuditTrail;
beforeAll(async () => {
  ledger = await testLedger();
  trail = new AuditTrail(ledger.dataSource, clock);
});
afterAll(async () => {
  await ledger.close();
});

test('an act is kept as it was told, with the moment it happened', async () => {
  expect(await trail.record({ ...act, subject: 'round:7' })).toBe(true);
  const { events } = await trail.list({ subject: 'round:7' });
  expect(events).toEqual([{ id: expect.any(Number), ...act, subject: 'round:7', atMs: clock.nowMs() }]);
});

test('of twenty programs that see to the same act at once, one is told that it kept it', async () => {
  const once = { ...act, subject: 'round:8', onceKey: 'round:8:opened' };
  const kept = await Promise.all(Array.from({ length: 20 }, () => trail.record(once)));
  expect(kept.filter(Boolean)).toHaveLength(1);
  expect((await trail.list({ subject: 'round:8' })).events).toHaveLength(1);
});

test('a known act does not undo the transaction it is told in', async () => {
  const once = { ...act, subject: 'round:9', onceKey: 'round:9:opened' };
  await trail.record(once);
  const known = await inTransaction(ledger.dataSource, async (manager) => {
    await trail.record({ ...act, subject: 'round:9', reason: 'before' }, manager);
    const kept = await trail.record(once, manager);
    await trail.record({ ...act, subject: 'round:9', reason: 'after' }, manager);
    return kept;
  });
  expect(known).toBe(false);
  const { events } = await trail.list({ subject: 'round:9' });
  expect(events.map((event) => event.reason)).toEqual(['after', 'before', act.reason]);
});

test('an act whose transaction fails was never told', async () => {
  const failed = inTransaction(ledger.dataSource, async (manager) => {
    await trail.record({ ...act, subject: 'round:10' }, manager);
    throw new Error('the act itself failed');
  });
  await expect(failed).rejects.toThrow('the act itself failed');
  expect((await trail.list({ subject: 'round:10' })).events).toEqual([]);
});

test('pages follow each other without a gap and end', async () => {
  for (const reason of ['1', '2', '3', '4', '5']) await trail.record({ ...act, subject: 'round:11', reason });
  const seen: string[] = [];
  let beforeId: number | undefined;
  do {
    const page = await trail.list({ subject: 'round:11', limit: 2, beforeId });
    seen.push(...page.events.map((event) => event.reason));
    beforeId = page.next;
  } while (beforeId !== undefined);
  expect(seen).toEqual(['5', '4', '3', '2', '1']);
});

test.each([
  ['actor', { actor: '张三' }],
  ['action', { action: '' }],
  ['subject', { subject: 'x'.repeat(65) }],
  ['reason', { reason: '由'.repeat(201) }],
])('a field that does not fit is a fault and names itself: %s', async (field, wrong) => {
  await expect(trail.record({ ...act, ...wrong })).rejects.toThrow(`the ${field} of an audited act does not fit`);
});
