import { describe, expect, it } from '@jest/globals';

import { checkCharacter, composeResidentId, parseResidentId } from './resident-id.js';

/** ISO 7064 MOD 11-2 by its definition: the characters as digits of a number in base 2, X being ten, leave 1 modulo 11. */
function isRightByDefinition(idNumber: string): boolean {
  let value = 0n;
  for (const character of idNumber) value = value * 2n + (character === 'X' ? 10n : BigInt(character));
  return value % 11n === 1n;
}

describe('the resident ID number', () => {
  it('has the check characters of the two examples printed in GB 11643-1999', () => {
    expect(checkCharacter('11010519491231002')).toBe('X');
    expect(checkCharacter('44052418800101001')).toBe('4');
  });

  it('agrees with the definition of MOD 11-2 over every check character', () => {
    const seen = new Set<string>();
    for (let sequence = 0; sequence < 1000; sequence += 1) {
      const idNumber = composeResidentId('140299', '2001-02-28', sequence);
      seen.add(idNumber.charAt(17));
      expect(isRightByDefinition(idNumber)).toBe(true);
    }
    expect(seen.size).toBe(11);
  });

  it('refuses every other check character', () => {
    for (const last of '0123456789X') {
      expect(parseResidentId(`11010519491231002${last}`) !== undefined).toBe(last === 'X');
    }
  });

  it('reads back what it wrote', () => {
    expect(parseResidentId(composeResidentId('140299', '1970-01-02', 42))).toEqual({
      prefix: '140299',
      birthDay: 1,
      sequence: 42,
    });
  });

  it('refuses dates that never were, short numbers and a small x', () => {
    const withCheck = (first17: string) => first17 + checkCharacter(first17);
    expect(parseResidentId(withCheck('14029920240229002'))).toBeDefined();
    expect(parseResidentId(withCheck('14029920230229002'))).toBeUndefined();
    expect(parseResidentId(withCheck('14029920231301002'))).toBeUndefined();
    expect(parseResidentId(withCheck('14029900000000002'))).toBeUndefined();
    expect(parseResidentId('110105491231002')).toBeUndefined();
    expect(parseResidentId('11010519491231002x')).toBeUndefined();
    expect(parseResidentId('')).toBeUndefined();
  });
});
