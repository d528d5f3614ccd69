import { describe, expect, it } from '@jest/globals';

import { Permutation } from './permutation.js';

describe('the permutation', () => {
  it('takes every number to another place and back, for sizes with all sorts of factors', () => {
    for (const size of [1, 2, 3, 8, 60, 97, 1000, 2310, 65_536]) {
      const permutation = new Permutation(size);
      const places = new Set<number>();
      for (let i = 0; i < size; i += 1) {
        const place = permutation.forth(i);
        places.add(place);
        if (permutation.back(place) !== i) throw new Error(`${String(i)} of ${String(size)} does not come back`);
      }
      expect(places.size).toBe(size);
      expect(Math.max(...places)).toBe(size - 1);
    }
  });

  it('stays exact at its largest size', () => {
    const permutation = new Permutation(2 ** 26);
    for (let i = 0; i < 2 ** 26; i += 65_537) expect(permutation.back(permutation.forth(i))).toBe(i);
    expect(() => new Permutation(2 ** 26 + 1)).toThrow(RangeError);
  });
});
