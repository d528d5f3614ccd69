import type { CsvRow } from './csv-table.js';
import { importFault, type ImportFault } from './import-fault.js';

export const slotColumns = ['clinic_code', 'day_after_opening', 'starts', 'ends', 'capacity'] as const;

export type SlotColumn = (typeof slotColumns)[number];

const MOST_DAYS_AFTER_OPENING = 365;
const MOST_CAPACITY = 9_999;

/** Most places of one round: as many as a declared quota can name. */
const MOST_PLACES = 1_000_000;

export interface SlotRow {
  row: number;
  clinicCode: string;
  dayAfterOpening: number;
  /** `HH:MM` */
  starts: string;
  ends: string;
  capacity: number;
}

/** What the rows say, and all that is wrong with them; whether the clinics exist is for the ledger to say. */
export function readSlotRows(rows: readonly CsvRow<SlotColumn>[]): { slots: SlotRow[]; faults: ImportFault[] } {
  const faults: ImportFault[] = [];
  const slots: SlotRow[] = [];
  for (const line of rows) {
    const slot = slotOf(line);
    const found = faultsOfSlot(slot);
    if (found.length === 0) slots.push(slot);
    else faults.push(...found);
  }
  const places = slots.reduce((sum, slot) => sum + slot.capacity, 0);
  if (places > MOST_PLACES) faults.push(importFault(1, 'capacity', 'places-too-many', MOST_PLACES));
  return { slots, faults: [...faults, ...overlaps(slots)] };
}

function slotOf({ row, cells }: CsvRow<SlotColumn>): SlotRow {
  return {
    row,
    clinicCode: cells.clinic_code,
    dayAfterOpening: wholeNumber(cells.day_after_opening),
    starts: cells.starts,
    ends: cells.ends,
    capacity: wholeNumber(cells.capacity),
  };
}

function faultsOfSlot({ row, clinicCode, dayAfterOpening, starts, ends, capacity }: SlotRow): ImportFault[] {
  const faults: ImportFault[] = [];
  if (clinicCode === '') faults.push(importFault(row, 'clinic_code', 'cell-empty'));
  if (!(dayAfterOpening >= 0 && dayAfterOpening <= MOST_DAYS_AFTER_OPENING)) {
    faults.push(importFault(row, 'day_after_opening', 'day-invalid', MOST_DAYS_AFTER_OPENING));
  }
  if (!isTimeOfDay(starts)) faults.push(importFault(row, 'starts', 'time-invalid'));
  if (!isTimeOfDay(ends)) faults.push(importFault(row, 'ends', 'time-invalid'));
  if (isTimeOfDay(starts) && isTimeOfDay(ends) && starts >= ends) faults.push(importFault(row, 'ends', 'time-order'));
  if (!(capacity >= 1 && capacity <= MOST_CAPACITY))
    faults.push(importFault(row, 'capacity', 'capacity-invalid', MOST_CAPACITY));
  return faults;
}

/** Digits and nothing else: what Number() would also read (1e3, 0x10, blanks) is nobody's capacity. */
function wholeNumber(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

function isTimeOfDay(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** Slots of one clinic on one day follow each other; one may begin at the minute in which another ends. */
function overlaps(slots: readonly SlotRow[]): ImportFault[] {
  const faults: ImportFault[] = [];
  const days = Map.groupBy(slots, ({ clinicCode, dayAfterOpening }) => `${String(dayAfterOpening)} ${clinicCode}`);
  for (const day of days.values()) {
    const inOrder = day.toSorted((a, b) => a.starts.localeCompare(b.starts, 'en') || a.row - b.row);
    let lasting: SlotRow | undefined;
    for (const slot of inOrder) {
      if (lasting && slot.starts < lasting.ends) {
        const [earlier, later] = slot.row < lasting.row ? [slot.row, lasting.row] : [lasting.row, slot.row];
        faults.push(importFault(later, 'starts', 'slot-overlap', earlier));
      }
      if (!lasting || slot.ends > lasting.ends) lasting = slot;
    }
  }
  return faults;
}
