import { expect, test } from '@jest/globals';
import { readClinicRows, type ClinicColumn } from './clinic-rows.js';

const good = { clinic_code: 'PC01', name: '示例门诊', district: '平城区', address: '示例地址', phone: '0352-0000000' };

function faultsOf(...rows: Partial<Record<ClinicColumn, string>>[]): [number, string | null, string][] {
  const { faults } = readClinicRows(rows.map((cells, i) => ({ row: i + 2, cells: { ...good, ...cells } })));
  return faults.map(({ row, column, code }) => [row, column, code]);
}

test('a row says what the ledger keeps of a clinic', () => {
  expect(readClinicRows([{ row: 2, cells: good }])).toEqual({
    clinics: [{ code: 'PC01', name: '示例门诊', district: '平城区', address: '示例地址', phone: '0352-0000000' }],
    faults: [],
  });
});

test.each<[ClinicColumn, number]>([
  ['clinic_code', 16],
  ['name', 100],
  ['district', 50],
  ['address', 200],
  ['phone', 30],
])('%s may have its %i characters and no more, and may not be empty', (column, most) => {
  const letter = column === 'clinic_code' || column === 'phone' ? '7' : '𠮷';
  expect(faultsOf({ [column]: letter.repeat(most) })).toEqual([]);
  expect(faultsOf({ [column]: letter.repeat(most + 1) })).toEqual([[2, column, 'cell-too-long']]);
  expect(faultsOf({ [column]: '' })).toEqual([[2, column, 'cell-empty']]);
});

test.each<[ClinicColumn, string]>([
  ['clinic_code', 'ＰＣ01'],
  ['clinic_code', 'PC 01'],
  ['clinic_code', '=PC01'],
  ['clinic_code', "a'--"],
  ['name', '甲\n乙'],
  ['name', '甲\u0000乙'],
  ['address', '甲\u2028乙'],
  ['phone', '０３５２'],
])('%s may not be %j', (column, text) => {
  expect(faultsOf({ [column]: text })).toEqual([[2, column, 'cell-characters']]);
});

test('formula-like cells are kept as they are', () => {
  expect(faultsOf({ name: '=1+1', address: '@x', phone: '+86 352 0000000' })).toEqual([]);
});

test('a code that comes again is refused and says where it was', () => {
  const { faults } = readClinicRows([2, 3, 4].map((row) => ({ row, cells: good })));
  expect(faults.map(({ row, code }) => [row, code])).toEqual([
    [3, 'clinic-duplicate'],
    [4, 'clinic-duplicate'],
  ]);
  expect(faults[0]?.sentence.en).toContain('row 2');
});

test('every fault of a row is named at once', () => {
  expect(faultsOf({ clinic_code: '', name: '', phone: '电话' })).toEqual([
    [2, 'clinic_code', 'cell-empty'],
    [2, 'name', 'cell-empty'],
    [2, 'phone', 'cell-characters'],
  ]);
});
