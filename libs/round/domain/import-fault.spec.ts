import { expect, test } from '@jest/globals';
import { Refusal } from '#kernel';
import { importFault, importFaultCodes, refuseFaults } from './import-fault.js';

test('no sentence has a hole left in it, in either language', () => {
  for (const code of importFaultCodes) {
    const { sentence } = importFault(3, 'capacity', code, 99);
    expect(sentence['zh-CN'] + sentence.en).not.toMatch(/[{}]/);
  }
});

test('a hundred faults are told, by row, and all are counted', () => {
  const faults = Array.from({ length: 150 }, (_, i) => importFault(151 - i, null, 'cell-empty'));
  let refusal: unknown;
  try {
    refuseFaults(faults);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(Refusal);
  const { errors, errorCount } = (refusal as Refusal).facts as { errors: { row: number }[]; errorCount: number };
  expect(errorCount).toBe(150);
  expect(errors.map(({ row }) => row)).toEqual(Array.from({ length: 100 }, (_, i) => i + 2));
});

test('no fault, no refusal', () => {
  expect(() => {
    refuseFaults([]);
  }).not.toThrow();
});
