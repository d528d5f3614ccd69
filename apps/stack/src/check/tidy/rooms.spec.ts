import { expect, test } from '@jest/globals';
import { roomFaults } from './rooms.js';

test('every room has a door and a page', () => {
  const there = ['libs/quota/index.ts', 'libs/quota/README.md', 'libs/round/domain/index.ts', 'libs/audit/README.md'];
  expect(roomFaults(there)).toEqual([
    'libs/round: has no index.ts',
    'libs/round: has no README.md',
    'libs/audit: has no index.ts',
  ]);
});
