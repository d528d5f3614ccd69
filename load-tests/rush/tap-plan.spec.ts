import { expect, test } from '@jest/globals';
import { seededRandom } from './seeded-random.js';
import { planTaps, type PlannedTap } from './tap-plan.js';

const options = { people: 20_000, spreadMs: 2_000, twice: 0.05, lost: 0.05 };
const plan = planTaps(options, seededRandom(1));
const share = (of: (tap: PlannedTap) => boolean): number => plan.filter(of).length / options.people;

test('the same seed plans the same rush, another seed another one', () => {
  expect(planTaps(options, seededRandom(1))).toEqual(plan);
  expect(planTaps(options, seededRandom(2))).not.toEqual(plan);
});

test('everybody presses once, in the order of time, evenly over the spread', () => {
  const first = plan.filter((tap) => tap.kind === 'first');
  expect(new Set(first.map((tap) => tap.person)).size).toBe(20_000);
  expect(plan.every((tap, i) => i === 0 || tap.atMs >= (plan[i - 1]?.atMs ?? 0))).toBe(true);
  for (let tenth = 0; tenth < 10; tenth += 1) {
    const within = first.filter((tap) => tap.atMs >= tenth * 200 && tap.atMs < tenth * 200 + 200);
    expect(within.length / 2_000).toBeCloseTo(0.99, 1);
  }
  expect(Math.max(...first.map((tap) => tap.atMs))).toBeLessThan(2_000);
});

test('one in a hundred is early, by at most 300 ms', () => {
  expect(share((tap) => tap.kind === 'first' && tap.atMs < 0)).toBe(0.01);
  expect(planTaps({ ...options, people: 1 }, seededRandom(1))[0]?.atMs).toBeLessThan(0);
  expect(plan[0]?.atMs).toBeGreaterThan(-300);
  expect(plan[0]?.atMs).toBeLessThan(-250);
});

test('one in twenty presses twice, half of them with the key of the first press', () => {
  const firstOf = new Map(plan.filter((tap) => tap.kind === 'first').map((tap) => [tap.person, tap]));
  expect(share((tap) => tap.kind === 'second-same-key')).toBeCloseTo(0.025, 2);
  expect(share((tap) => tap.kind === 'second-other-key')).toBeCloseTo(0.025, 2);
  for (const tap of plan.filter((second) => second.kind !== 'first')) {
    const first = firstOf.get(tap.person);
    expect(tap.key === first?.key).toBe(tap.kind === 'second-same-key');
    expect(tap.atMs).toBeGreaterThanOrEqual(first?.atMs ?? Infinity);
  }
});

test('one in twenty loses the first reply, and only of a first press', () => {
  expect(share((tap) => tap.replyLost)).toBeCloseTo(0.05, 2);
  expect(plan.some((tap) => tap.replyLost && tap.kind !== 'first')).toBe(false);
});

test('keys are UUIDs and nobody else’s', () => {
  const keys = new Set(plan.filter((tap) => tap.kind !== 'second-same-key').map((tap) => tap.key));
  expect(keys.size).toBe(plan.filter((tap) => tap.kind !== 'second-same-key').length);
  expect([...keys].every((key) => /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(key))).toBe(
    true,
  );
});

test('without shares nobody presses twice or loses anything', () => {
  const plain = planTaps({ ...options, twice: 0, lost: 0 }, seededRandom(1));
  expect(plain).toHaveLength(20_000);
  expect(plain.some((tap) => tap.replyLost)).toBe(false);
  expect(plain.map((tap) => tap.atMs)).toEqual(plan.filter((tap) => tap.kind === 'first').map((tap) => tap.atMs));
});
