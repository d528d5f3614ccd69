import { expect, test } from '@jest/globals';
import { phaseOf, roundMoves, type RoundState } from './round.js';

const opensAtMs = Date.parse('2023-12-20T08:00:00+08:00');
const armed = { state: 'armed' as const, opensAtMs, closesAtMs: opensAtMs + 60_000 };

test('a round is open from its instant on, to the millisecond', () => {
  expect(phaseOf(armed, opensAtMs - 1)).toBe('armed');
  expect(phaseOf(armed, opensAtMs)).toBe('open');
});

test('a round is closed from its closing instant on, paused or not', () => {
  expect(phaseOf(armed, opensAtMs + 59_999)).toBe('open');
  expect(phaseOf(armed, opensAtMs + 60_000)).toBe('closed');
  expect(phaseOf({ ...armed, state: 'paused' }, opensAtMs + 60_000)).toBe('closed');
});

test('a round without a closing instant stays open', () => {
  expect(phaseOf({ ...armed, closesAtMs: null }, opensAtMs + 10 ** 12)).toBe('open');
});

test('every state can be reached from draft and none follows closed', () => {
  const reached = new Set<RoundState>(['draft']);
  for (const state of reached) for (const next of roundMoves[state]) reached.add(next);
  expect([...reached].sort()).toEqual(['armed', 'closed', 'draft', 'paused']);
  expect(roundMoves.closed).toEqual([]);
});
