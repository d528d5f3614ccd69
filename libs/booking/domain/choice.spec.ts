import { expect, test } from '@jest/globals';
import { Refusal } from '#kernel';
import type { PublishedRound, SlotFacts } from '#round';
import { encodeChoices, parseChoices, rangesOf } from './choice.js';

const slot = (id: number, clinicId: number): SlotFacts => ({
  ...{ id, clinicId, day: '2030-01-01', starts: '08:30', ends: '11:30', capacity: 16 },
});
const slots = [slot(3, 1), slot(4, 1), slot(5, 2), slot(9, 1)];
const round = {
  slots: new Map(slots.map((one) => [one.id, one])),
  slotsByClinic: Map.groupBy(slots, (one) => one.clinicId),
} as unknown as PublishedRound;
const personId = '00000000-0000-7000-8000-000000000002';

test.each([
  ['nothing', undefined],
  ['an object', { 0: { any: true } }],
  ['none', []],
  ['nine', Array.from({ length: 9 }, () => ({ any: true }))],
  ['any that is not true', [{ any: 1 }]],
  ['two wishes in one', [{ slotId: 1, clinicId: 1 }]],
  ['a text', [{ slotId: '1' }]],
  ['a fraction', [{ slotId: 1.5 }]],
  ['zero', [{ clinicId: 0 }]],
  ['a number beyond exact', [{ clinicId: 2 ** 60 }]],
  ['an unknown word', [{ place: 1 }]],
  ['null', [null]],
])('%s is refused as choices', (_, input) => {
  expect(() => parseChoices(input)).toThrow(Refusal);
});

test('the second of two choices is named when it is the wrong one', () => {
  expect(() => parseChoices([{ any: true }, { slotId: -1 }])).toThrow(
    expect.objectContaining({ code: 'booking/choices-invalid', facts: { choice: 2 } }),
  );
});

test('choices are written as a short text in their order', () => {
  expect(encodeChoices(parseChoices([{ slotId: 12 }, { clinicId: 3 }, { any: true }]))).toBe('s12,c3,a');
});

test('a clinic is the runs of its slots, those that touch made one', () => {
  expect(rangesOf([{ clinicId: 1 }], round, personId)).toEqual([
    { low: 30_000, high: 49_999 },
    { low: 90_000, high: 99_999 },
  ]);
});

test('any place begins at a slot drawn from the person and leaves none out', () => {
  // The id ends in 2: the third slot by id.
  expect(rangesOf([{ any: true }], round, personId)).toEqual([
    { low: 50_000, high: 59_999 },
    { low: 90_000, high: 99_999 },
    { low: 30_000, high: 49_999 },
  ]);
});

test('a slot or clinic of another round is refused', () => {
  expect(() => rangesOf([{ slotId: 6 }], round, personId)).toThrow('booking/choices-invalid');
  expect(() => rangesOf([{ clinicId: 3 }], round, personId)).toThrow('booking/choices-invalid');
});
