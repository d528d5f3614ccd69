import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { joinTouching, placeKey, placeOfKey, rangeOfSlot } from './place.js';

test('a place is read back from its key, and lies in the range of its slot', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4_294_967_295 }), fc.integer({ min: 1, max: 9_999 }), (slotId, placeNo) => {
      const key = placeKey({ slotId, placeNo });
      const { low, high } = rangeOfSlot(slotId);
      expect(placeOfKey(key)).toEqual({ slotId, placeNo });
      expect(key > low && key <= high).toBe(true);
    }),
  );
});

test.each([0, -1, 1.5, 10_000, Number.NaN])('there is no place number %p', (placeNo) => {
  expect(() => placeKey({ slotId: 1, placeNo })).toThrow(RangeError);
});

test('ranges that touch become one, others and the order stay', () => {
  expect(joinTouching([rangeOfSlot(4), rangeOfSlot(5), rangeOfSlot(2), rangeOfSlot(3)])).toEqual([
    { low: 40_000, high: 59_999 },
    { low: 20_000, high: 39_999 },
  ]);
});
