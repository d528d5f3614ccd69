import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '#kernel';
import { maskIdNumber, maskName } from './mask.js';
import { readPersonName } from './person-name.js';

test.each([
  ['张三', '张三'],
  ['  欧阳娜娜　', '欧阳娜娜'],
  ['阿依古丽‧买买提', '阿依古丽·买买提'],
  ['阿依古丽•买买提', '阿依古丽·买买提'],
  ['阿依古丽・买买提', '阿依古丽·买买提'],
  ['阿依古丽·买买提', '阿依古丽·买买提'],
  ['王𫝹', '王𫝹'],
  ['𠮷田', '𠮷田'],
  ['Anna  Müller-Li', 'Anna Müller-Li'],
])('%s is the name %s', (written, name) => {
  expect(readPersonName(written)).toBe(name);
});

test('letters composed in two ways are one name', () => {
  expect(readPersonName('Mu\u0308ller')).toBe(readPersonName('M\u00fcller'));
});

test.each([
  '',
  '张',
  '𫝹',
  '张3',
  '张三!',
  '·张三',
  '张三·',
  '张··三',
  '张\u0000三',
  '张<三>',
  '张\u202e三',
  '\ue000\ue001',
])('%j is no name', (written) => {
  expect(() => readPersonName(written)).toThrow(Refusal);
});

test('50 characters are a name and 51 are not, rare ones counting one each', () => {
  expect(readPersonName('𫝹'.repeat(50))).toHaveLength(100);
  expect(() => readPersonName('𫝹'.repeat(51))).toThrow(Refusal);
});

test('reading a name twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (written) => {
      let name;
      try {
        name = readPersonName(written);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
        return;
      }
      expect(readPersonName(name)).toBe(name);
    }),
  );
});

test('a mask keeps the first character whole and hides every other', () => {
  expect(maskName('张三')).toBe('张*');
  expect(maskName('𫝹三丰')).toBe('𫝹**');
  expect(maskIdNumber('140299200101011232')).toBe('1****************2');
});
