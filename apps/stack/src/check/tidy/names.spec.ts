import { expect, test } from '@jest/globals';
import { nameFaults } from './names.js';

test.each(['common', 'shared', 'utils', 'helpers', 'core', 'manager', 'base'])(
  '"%s" says nothing, wherever it stands',
  (word) => {
    const fault = [`"${word}" says nothing`];
    expect(nameFaults(`libs/${word}/index.ts`)).toEqual(fault);
    expect(nameFaults(`libs/quota/${word}.ts`)).toEqual(fault);
    expect(nameFaults(`libs/quota/gate.${word}.ts`)).toEqual(fault);
    expect(nameFaults(`libs/quota/gate-${word}.spec.ts`)).toEqual(fault);
  },
);

test('a name that only contains such a word is a name', () => {
  expect(nameFaults('libs/mysql/database-score.ts')).toEqual([]);
});
