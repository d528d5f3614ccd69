import { CsvError, parse } from 'csv-parse/sync';
import { importFault, type ImportFault } from './import-fault.js';

export const MOST_CSV_BYTES = 2 * 1024 * 1024;
export const MOST_CSV_ROWS = 10_000;

/** Far beyond any row whose cells fit; a quotation mark that is never closed stops here instead of eating the file. */
const MOST_ROW_CHARACTERS = 20_000;

export interface CsvRow<Column extends string> {
  row: number;
  cells: Readonly<Record<Column, string>>;
}

export interface CsvTable<Column extends string> {
  rows: CsvRow<Column>[];
  faults: ImportFault[];
}

interface Line {
  row: number;
  cells: string[];
}

/**
 * Reads a CSV file (RFC 4180) with exactly these columns, in any order. A byte order mark, CR LF, blank lines and blanks
 * around cells are tolerated; cells stay text, whatever a spreadsheet program might make of them.
 */
export function readCsvTable<Column extends string>(bytes: Uint8Array, columns: readonly Column[]): CsvTable<Column> {
  const lines = readLines(bytes);
  if (lines.fault) return { rows: [], faults: [lines.fault] };
  const [header, ...body] = lines.lines;
  if (!header) return { rows: [], faults: [importFault(1, null, 'file-empty')] };
  const headerFaults = faultsOfHeader(header, columns);
  if (headerFaults.length > 0) return { rows: [], faults: headerFaults };
  if (body.length === 0) return { rows: [], faults: [importFault(header.row, null, 'file-empty')] };
  if (body.length > MOST_CSV_ROWS)
    return { rows: [], faults: [importFault(header.row, null, 'rows-too-many', MOST_CSV_ROWS)] };
  const faults: ImportFault[] = [];
  const rows: CsvRow<Column>[] = [];
  for (const { row, cells } of body) {
    if (cells.length === columns.length) {
      const named = header.cells.map((column, i) => [column, cells[i] ?? ''] as const);
      rows.push({ row, cells: Object.fromEntries(named) as Record<Column, string> });
    } else {
      faults.push(importFault(row, null, 'cells-miscounted', cells.length));
    }
  }
  return { rows, faults };
}

/** The lines that hold anything, with their place in the file. */
function readLines(bytes: Uint8Array): { lines: Line[]; fault?: ImportFault } {
  if (bytes.byteLength > MOST_CSV_BYTES) return { lines: [], fault: importFault(1, null, 'file-too-large', '2 MB') };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { lines: [], fault: importFault(1, null, 'file-not-utf8') };
  }
  // Counted before they are taken apart: two million blank lines would be two million records.
  if ((text.match(/\r\n|\n|\r/g)?.length ?? 0) > 2 * MOST_CSV_ROWS) {
    return { lines: [], fault: importFault(1, null, 'rows-too-many', MOST_CSV_ROWS) };
  }
  const lines: Line[] = [];
  let row = 0;
  try {
    parse(text, {
      relax_column_count: true,
      trim: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: MOST_ROW_CHARACTERS,
      on_record: (record: string[]) => {
        row += 1;
        const cells = record.map((cell) => cell.trim());
        if (cells.some((cell) => cell !== '')) lines.push({ row, cells });
        return null;
      },
    });
  } catch (error) {
    if (error instanceof CsvError) return { lines: [], fault: importFault(row + 1, null, 'file-unreadable') };
    throw error;
  }
  return { lines };
}

function faultsOfHeader({ row, cells }: Line, columns: readonly string[]): ImportFault[] {
  const unknown = cells.filter((cell) => !columns.includes(cell));
  const missing = columns.filter((column) => !cells.includes(column));
  const twice = columns.filter((column) => cells.filter((cell) => cell === column).length > 1);
  return [
    ...missing.map((column) => importFault(row, column, 'column-missing')),
    ...twice.map((column) => importFault(row, column, 'column-duplicate')),
    ...unknown.map((column) => importFault(row, column.slice(0, 40), 'column-unknown')),
  ];
}
