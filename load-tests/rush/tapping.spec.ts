import { expect, test } from '@jest/globals';
import type { Exchange, WireOutcome } from '../wire/exchange.js';
import { ReplyHead } from '../wire/reply-head.js';
import { Tapping, type Told } from './tapping.js';
import type { PlannedTap } from './tap-plan.js';

const tap = (person: number, atMs: number, replyLost = false): PlannedTap => ({
  person,
  atMs,
  key: `key-${String(person)}`,
  kind: 'first',
  replyLost,
});

function reply(status: number, body: object): WireOutcome {
  return { kind: 'reply', reply: { head: new ReplyHead(`HTTP/1.1 ${String(status)} X`), body: JSON.stringify(body) } };
}
const booked = reply(201, { bookingId: 'b' });

/** Taps against a server that answers the nth sending of a request with the nth of its answers, after `tookMs`. */
async function tapped(
  plan: PlannedTap[],
  answers: WireOutcome[],
  tookMs = 0,
): Promise<{ told: Told[]; cuts: boolean[] }> {
  const seen = new Map<Buffer, number>();
  const cuts: boolean[] = [];
  const pool = {
    send: (bytes: Buffer, done: Exchange['done'], cut = false): void => {
      const nth = seen.get(bytes) ?? 0;
      seen.set(bytes, nth + 1);
      cuts.push(cut);
      const sentMs = performance.now();
      setTimeout(() => {
        done(answers[nth] ?? booked, sentMs);
      }, tookMs);
    },
  };
  const requests = plan.map((_, i) => Buffer.from(`request ${String(i)}`));
  const tapping = new Tapping({ pool, plan, requests, openingMs: performance.now() + 50, random: () => 0 });
  await tapping.run();
  return { told: tapping.told, cuts };
}

test('taps are sent at their moments, before the opening too, without waiting for answers', async () => {
  const { told } = await tapped([tap(0, -20), tap(1, 0), tap(2, 30), tap(3, 31)], [], 100);
  expect(told.map((one) => one.tap.person)).toEqual([0, 1, 2, 3]);
  for (const { intendedMs, sentMs = NaN, toldMs } of told) {
    expect(sentMs).toBeGreaterThanOrEqual(intendedMs);
    expect(sentMs - intendedMs).toBeLessThan(20);
    expect(toldMs - sentMs).toBeGreaterThan(90);
  }
});

test('a lost reply is cut once, then the same request goes out again', async () => {
  const { told, cuts } = await tapped([tap(0, 0, true)], [{ kind: 'cut' }, booked]);
  expect(cuts).toEqual([true, false]);
  expect(told.map((one) => one.name)).toEqual(['reply lost on purpose', '201 booked']);
  expect((told[1]?.intendedMs ?? 0) - (told[0]?.toldMs ?? 0)).toBeCloseTo(200);
});

test('who was early comes back at the opening with the same request', async () => {
  const { told } = await tapped([tap(0, -40)], [reply(409, { code: 'round/not-open', msUntilOpen: 40 }), booked]);
  expect(told.map((one) => one.answer.kind)).toEqual(['early', 'booked']);
  expect(told[1]?.sentMs).toBeGreaterThanOrEqual(-1);
});

test('a definite answer is not asked for again', async () => {
  const { told } = await tapped([tap(0, 0), tap(1, 1)], [reply(409, { code: 'quota/sold-out' })]);
  expect(told).toHaveLength(2);
});

test('patience ends', async () => {
  const wait = {
    kind: 'reply' as const,
    reply: { head: new ReplyHead('HTTP/1.1 503 X\r\nretry-after: 31'), body: '{}' },
  };
  const { told } = await tapped([tap(0, 0)], [wait]);
  expect(told.map((one) => one.answer.kind)).toEqual(['unknown']);
});
