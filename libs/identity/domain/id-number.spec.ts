import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '#kernel';
import { checkCharacter, describeIdNumber, readIdNumber } from './id-number.js';

const NOW = Date.parse('2026-11-23T12:00:00+08:00');

/** Numbers under a prefix that was never assigned: nobody holds one. */
const numbers = fc
  .tuple(
    fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2026-11-22T00:00:00Z'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([birth, sequence]) => {
    const day = birth.toISOString().slice(0, 10).replaceAll('-', '');
    const digits = `140299${day}${String(sequence).padStart(3, '0')}`;
    return digits + checkCharacter(digits);
  });

function faultOf(written: string, nowMs = NOW): unknown {
  try {
    readIdNumber(written, nowMs);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.facts['reason'];
    throw error;
  }
}

test('the worked example of GB 11643-1999 has the check characters the standard gives it', () => {
  expect(checkCharacter('11010519491231002')).toBe('X');
  expect(checkCharacter('44052418800101001')).toBe('4');
});

test('a well-made number is accepted and says sex and birth date', () => {
  fc.assert(
    fc.property(numbers, (number) => {
      const read = readIdNumber(number, NOW);
      expect(read.value).toBe(number);
      expect(read.birthDate.replaceAll('-', '')).toBe(number.slice(6, 14));
      expect(read.sex).toBe('13579'.includes(number.charAt(16)) ? 'male' : 'female');
      expect(describeIdNumber(number)).toEqual(read);
    }),
  );
});

test('one changed digit is always noticed', () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
      const changed = number.slice(0, at) + String((Number(number[at]) + by) % 10) + number.slice(at + 1);
      expect(faultOf(changed)).toBeDefined();
    }),
  );
});

test('two neighbouring digits in the wrong order are always noticed', () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 0, max: 15 }), (number, at) => {
      fc.pre(number[at] !== number[at + 1]);
      const swapped = number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2);
      expect(faultOf(swapped)).toBeDefined();
    }),
  );
});

test('however it is typed, it is the same number', () => {
  const wide = (text: string): string =>
    text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
  const withX = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', 'a', 'b'].map((_, i) => {
    const digits = `14029920010101${String(i + 100)}`;
    return digits + checkCharacter(digits);
  });
  const number = withX.find((candidate) => candidate.endsWith('X')) ?? '';
  for (const written of [
    number.toLowerCase(),
    ` ${number}\t`,
    wide(number),
    wide(number.toLowerCase()),
    `\u3000${number}`,
  ]) {
    expect(readIdNumber(written, NOW).value).toBe(number);
  }
});

test.each([
  ['14029920010101123', 'length'],
  ['1402992001010112345', 'length'],
  ['', 'length'],
  ['14029920010101123Y', 'characters'],
  ['X40299200101011230', 'characters'],
  ['040299200101011230', 'characters'],
  ['140299200102300016', 'birth-date'],
  ['140299190002290010', 'birth-date'],
  ['140299189912310010', 'birth-date'],
  ['140299202611240010', 'birth-date'],
])('%s is refused for its %s', (written, reason) => {
  expect(faultOf(written)).toBe(reason);
});

test('a birth date is in the future until midnight in Beijing', () => {
  const digits = '14029920261124001';
  const number = digits + checkCharacter(digits);
  const midnight = Date.parse('2026-11-24T00:00:00+08:00');
  expect(faultOf(number, midnight - 1)).toBe('birth-date');
  expect(faultOf(number, midnight)).toBeUndefined();
});

test('a refusal never repeats what was written', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8 }), (written) => {
      try {
        readIdNumber(written, NOW);
      } catch (error) {
        expect(JSON.stringify([(error as Refusal).message, (error as Refusal).facts])).not.toContain(written);
      }
    }),
  );
});
