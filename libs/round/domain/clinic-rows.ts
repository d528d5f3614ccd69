import type { CsvRow } from './csv-table.js';
import { importFault, type ImportFault } from './import-fault.js';
import { isPlainText, lengthOf } from './plain-text.js';
import type { ClinicFacts } from './round.js';

export const clinicColumns = ['clinic_code', 'name', 'district', 'address', 'phone'] as const;

export type ClinicColumn = (typeof clinicColumns)[number];

export type ClinicDetails = Omit<ClinicFacts, 'id'>;

/** Codes are typed by hand and stand in file names: letters and digits, then dots, dashes and underscores too. */
export const CLINIC_CODE = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** A leading plus is part of a telephone number, whatever a spreadsheet program thinks of it. */
export const CLINIC_PHONE = /^[\x20-\x7e]+$/;

/** Most characters of each field. */
export const clinicLimits = { code: 16, name: 100, district: 50, address: 200, phone: 30 } as const;

const rules: Readonly<
  Record<ClinicColumn, { field: keyof ClinicDetails; allowed: (text: string) => boolean; words: string }>
> = {
  clinic_code: { field: 'code', allowed: (text) => CLINIC_CODE.test(text), words: 'A-Z a-z 0-9 . _ -' },
  name: { field: 'name', allowed: isPlainText, words: '单行文字 / one line of text' },
  district: { field: 'district', allowed: isPlainText, words: '单行文字 / one line of text' },
  address: { field: 'address', allowed: isPlainText, words: '单行文字 / one line of text' },
  phone: { field: 'phone', allowed: (text) => CLINIC_PHONE.test(text), words: '0-9 + - ( ) , ASCII' },
};

/** What the rows say, and all that is wrong with them. */
export function readClinicRows(rows: readonly CsvRow<ClinicColumn>[]): {
  clinics: ClinicDetails[];
  faults: ImportFault[];
} {
  const faults: ImportFault[] = [];
  const rowOfCode = new Map<string, number>();
  const clinics = rows.map(({ row, cells }) => {
    const code = cells.clinic_code;
    for (const column of clinicColumns) faults.push(...faultsOfCell(row, column, cells[column]));
    const before = rowOfCode.get(code);
    if (before !== undefined && code !== '') faults.push(importFault(row, 'clinic_code', 'clinic-duplicate', before));
    else rowOfCode.set(code, row);
    return { code, name: cells.name, district: cells.district, address: cells.address, phone: cells.phone };
  });
  return { clinics, faults };
}

function faultsOfCell(row: number, column: ClinicColumn, text: string): ImportFault[] {
  const { field, allowed, words } = rules[column];
  const most = clinicLimits[field];
  if (text === '') return [importFault(row, column, 'cell-empty')];
  if (lengthOf(text) > most) return [importFault(row, column, 'cell-too-long', most)];
  return allowed(text) ? [] : [importFault(row, column, 'cell-characters', words)];
}
