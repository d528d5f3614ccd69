import { expect, test } from '@jest/globals';
import { readSlotRows, type SlotColumn } from './slot-rows.js';

const good = { clinic_code: 'PC01', day_after_opening: '5', starts: '08:30', ends: '11:30', capacity: '16' };

function read(...rows: Partial<Record<SlotColumn, string>>[]) {
  return readSlotRows(rows.map((cells, i) => ({ row: i + 2, cells: { ...good, ...cells } })));
}

function faultsOf(...rows: Partial<Record<SlotColumn, string>>[]): [number, string | null, string][] {
  return read(...rows).faults.map(({ row, column, code }) => [row, column, code]);
}

test('a row says one slot', () => {
  expect(read({})).toEqual({
    slots: [{ row: 2, clinicCode: 'PC01', dayAfterOpening: 5, starts: '08:30', ends: '11:30', capacity: 16 }],
    faults: [],
  });
});

test.each<[SlotColumn, string[], string[], string]>([
  [
    'capacity',
    ['1', '9999', '007'],
    ['0', '-1', '-16', '10000', '1.5', '1e3', '0x10', '', '十六', '１６', '16人', '99999999999'],
    'capacity-invalid',
  ],
  ['day_after_opening', ['0', '365'], ['-1', '366', '1.0', '', 'x', '2023-12-25'], 'day-invalid'],
  ['starts', ['00:00', '08:00'], ['8:30', '08:60', '24:00', '0830', '08:30:00', '', '８:30'], 'time-invalid'],
  ['ends', ['08:31', '23:59'], ['24:00', '9:00', '25:00', 'noon', ''], 'time-invalid'],
])('%s is accepted within its range and refused outside', (column, accepted, refused, code) => {
  for (const text of accepted) expect([text, faultsOf({ [column]: text })]).toEqual([text, []]);
  for (const text of refused) expect([text, faultsOf({ [column]: text })]).toEqual([text, [[2, column, code]]]);
});

test('a slot ends later than it starts', () => {
  expect(faultsOf({ starts: '11:30', ends: '11:30' })).toEqual([[2, 'ends', 'time-order']]);
  expect(faultsOf({ starts: '12:00', ends: '11:30' })).toEqual([[2, 'ends', 'time-order']]);
});

test('slots of one clinic on one day do not overlap; touching is not overlapping', () => {
  const morning = { starts: '08:00', ends: '12:00' };
  expect(faultsOf(morning, { starts: '12:00', ends: '13:00' })).toEqual([]);
  expect(faultsOf(morning, { ...morning, day_after_opening: '6' })).toEqual([]);
  expect(faultsOf(morning, { ...morning, clinic_code: 'PC02' })).toEqual([]);
  expect(faultsOf(morning, morning)).toEqual([[3, 'starts', 'slot-overlap']]);
  expect(faultsOf(morning, { starts: '11:59', ends: '13:00' })).toEqual([[3, 'starts', 'slot-overlap']]);
  expect(faultsOf({ starts: '09:00', ends: '10:00' }, morning)).toEqual([[3, 'starts', 'slot-overlap']]);
});

test('a long slot overlaps every later one it covers, not only the next', () => {
  const rows = [
    { starts: '08:00', ends: '12:00' },
    { starts: '08:30', ends: '09:00' },
    { starts: '10:00', ends: '11:00' },
  ];
  expect(faultsOf(...rows)).toEqual([
    [3, 'starts', 'slot-overlap'],
    [4, 'starts', 'slot-overlap'],
  ]);
});

test('a round has at most a million places', () => {
  const hundred = Array.from({ length: 100 }, (_, day) => ({ capacity: '9999', day_after_opening: String(day) }));
  expect(faultsOf(...hundred, { capacity: '100', day_after_opening: '300' })).toEqual([]);
  expect(faultsOf(...hundred, { capacity: '101', day_after_opening: '300' })).toEqual([
    [1, 'capacity', 'places-too-many'],
  ]);
});
