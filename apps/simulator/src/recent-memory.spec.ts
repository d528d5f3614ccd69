import { describe, expect, it } from '@jest/globals';

import { FixedClock } from '#kernel';

import { RecentMemory } from './recent-memory.js';

describe('the recent memory', () => {
  it('keeps a key for the time promised and drops it within twice that', () => {
    const clock = new FixedClock(0);
    const memory = new RecentMemory<number>(clock, 1000, 10);
    clock.advanceMs(999);
    memory.put('a', 1);
    clock.advanceMs(1000);
    expect(memory.get('a')).toBe(1);
    clock.advanceMs(1000);
    expect(memory.get('a')).toBeUndefined();
  });

  it('has forgotten all after a long silence', () => {
    const clock = new FixedClock(0);
    const memory = new RecentMemory<number>(clock, 1000, 10);
    memory.put('a', 1);
    clock.advanceMs(2000);
    expect(memory.get('a')).toBeUndefined();
  });

  it('refuses to take more than it may hold, and has room again when the old are gone', () => {
    const clock = new FixedClock(0);
    const memory = new RecentMemory<number>(clock, 1000, 2);
    expect([memory.put('a', 1), memory.put('b', 2), memory.put('c', 3)]).toEqual([true, true, false]);
    expect(memory.get('c')).toBeUndefined();
    expect(memory.get('a')).toBe(1);
    clock.advanceMs(2000);
    expect(memory.put('c', 3)).toBe(true);
  });
});
