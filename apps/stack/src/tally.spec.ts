import { expect, test } from '@jest/globals';
import { tallyLine } from './tally.js';

test('a file that could not even be loaded counts as failed', () => {
  const results = { numPassedTests: 12, numFailedTests: 2, numRuntimeErrorTestSuites: 1, numPendingTests: 0 };
  expect(tallyLine(JSON.stringify(results))).toBe('12 passed, 3 failed');
});
