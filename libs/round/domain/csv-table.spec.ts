import { expect, test } from '@jest/globals';
import { MOST_CSV_BYTES, MOST_CSV_ROWS, readCsvTable } from './csv-table.js';

const columns = ['code', 'name'] as const;

function read(text: string) {
  return readCsvTable(Buffer.from(text), columns);
}

function faultsOf(text: string): [number, string | null, string][] {
  return read(text).faults.map(({ row, column, code }) => [row, column, code]);
}

const two = [
  { row: 2, cells: { code: 'A', name: '甲' } },
  { row: 3, cells: { code: 'B', name: '乙' } },
];

test.each([
  ['as it should be', 'code,name\nA,甲\nB,乙\n'],
  ['without a last line end', 'code,name\nA,甲\nB,乙'],
  ['with a byte order mark', '\ufeffcode,name\nA,甲\nB,乙\n'],
  ['with a byte order mark before a quotation mark', '\ufeff"code","name"\nA,甲\nB,乙\n'],
  ['with CR LF', 'code,name\r\nA,甲\r\nB,乙\r\n'],
  ['with CR alone', 'code,name\rA,甲\rB,乙\r'],
  ['with both kinds of line ends', 'code,name\r\nA,甲\n"B","乙"\r\n'],
  ['with blank lines and empty rows at the end', 'code,name\nA,甲\nB,乙\n\n,\r\n \n'],
  ['with blanks around the cells', ' code , name\n A ,\t甲\u3000\n "B" ,"  乙 "\n'],
  ['with everything quoted', '"code","name"\n"A","甲"\n"B","乙"\n'],
])('a file is read %s', (_, text) => {
  expect(read(text)).toEqual({ rows: two, faults: [] });
});

test('columns may come in any order', () => {
  expect(read('name,code\n甲,A\n乙,B\n').rows).toEqual(two);
});

test('rows keep the number a spreadsheet program shows, blank lines and all', () => {
  expect(read('code,name\n\nA,甲\n,\nB,乙\n').rows.map(({ row }) => row)).toEqual([3, 5]);
});

test('a cell that looks like a formula is text like any other', () => {
  const cells = ['=1+1', '+86 352', '-5', '@SUM(A1)', "=cmd|' /C calc'!A0"];
  expect(read(`code,name\n${cells.map((cell) => `A,"${cell}"\n`).join('')}`).rows.map((row) => row.cells.name)).toEqual(
    cells,
  );
});

test.each<[string, string, [number, string | null, string][]]>([
  ['an empty file', '', [[1, null, 'file-empty']]],
  ['nothing but blank lines', '\n\n', [[1, null, 'file-empty']]],
  ['a header alone', 'code,name\n', [[1, null, 'file-empty']]],
  ['a missing column', 'code\nA\n', [[1, 'name', 'column-missing']]],
  ['a column twice', 'code,name,code\nA,甲,A\n', [[1, 'code', 'column-duplicate']]],
  ['an unknown column', 'code,name,phone\nA,甲,1\n', [[1, 'phone', 'column-unknown']]],
  [
    'another spelling',
    'Code,name\nA,甲\n',
    [
      [1, 'code', 'column-missing'],
      [1, 'Code', 'column-unknown'],
    ],
  ],
  [
    'another separator',
    'code;name\nA;甲\n',
    [
      [1, 'code', 'column-missing'],
      [1, 'name', 'column-missing'],
      [1, 'code;name', 'column-unknown'],
    ],
  ],
  ['a column without a name', 'code,name,\nA,甲,\n', [[1, '', 'column-unknown']]],
  ['too few cells', 'code,name\nA,甲\nB\n', [[3, null, 'cells-miscounted']]],
  ['too many cells', 'code,name\nA,甲,x\nB,乙\n', [[2, null, 'cells-miscounted']]],
  ['a quotation mark that is not closed', 'code,name\nA,甲\nB,"乙\nC,丙\n', [[3, null, 'file-unreadable']]],
  ['a quotation mark inside a cell', 'code,name\nA,甲"乙\n', [[2, null, 'file-unreadable']]],
  ['a row without an end', `code,name\nA,${'甲'.repeat(30_000)}\n`, [[2, null, 'file-unreadable']]],
])('%s is refused', (_, text, faults) => {
  expect(faultsOf(text)).toEqual(faults);
});

test('the columns of a faulty header are not read any further', () => {
  expect(read('code\nA\n').rows).toEqual([]);
});

test('a file in GBK, as some spreadsheet programs write it, is refused by its name', () => {
  const gbk = Buffer.concat([Buffer.from('code,name\nA,'), Buffer.from([0xbc, 0xd7]), Buffer.from('\n')]);
  const [fault] = readCsvTable(gbk, columns).faults;
  expect(fault).toMatchObject({ row: 1, code: 'file-not-utf8' });
  expect(fault?.sentence['zh-CN']).toContain('CSV UTF-8');
});

test('a file may have ten thousand rows and no more', () => {
  const text = (rows: number): string => `code,name\n${'A,甲\n'.repeat(rows)}`;
  expect(read(text(MOST_CSV_ROWS)).rows).toHaveLength(MOST_CSV_ROWS);
  expect(faultsOf(text(MOST_CSV_ROWS + 1))).toEqual([[1, null, 'rows-too-many']]);
});

test('a file of blank lines alone is refused before it is taken apart', () => {
  const startedAt = performance.now();
  expect(faultsOf('\n'.repeat(MOST_CSV_BYTES))).toEqual([[1, null, 'rows-too-many']]);
  expect(performance.now() - startedAt).toBeLessThan(1_500);
});

test('a file may have two megabytes and no more', () => {
  const exact = Buffer.alloc(MOST_CSV_BYTES, 'x');
  expect(readCsvTable(exact, columns).faults[0]?.code).toBe('file-unreadable');
  expect(readCsvTable(Buffer.alloc(MOST_CSV_BYTES + 1, 'x'), columns).faults[0]?.code).toBe('file-too-large');
});
