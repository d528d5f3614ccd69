import { expect, test } from '@jest/globals';
import type { Figures } from './figures.js';
import { disagreements, verdictsOf } from './verdicts.js';

test('a bar is met by reaching it, and missed by a hair', () => {
  const met = { bookingToEmpty: 0.65, bookingCpuToEmpty: 1.35, bookingToTextbook: 12, soldOutToEmpty: 1 };
  const words = (ratios: typeof met): string[] => verdictsOf(ratios).map((one) => `${one.promise} ${one.verdict}`);
  expect(words(met)).toEqual(['S1 PASS', 'S2 PASS', 'S3 PASS', 'S4 PASS']);
  const missed = { bookingToEmpty: 0.649, bookingCpuToEmpty: 1.351, bookingToTextbook: 11.9, soldOutToEmpty: 0.999 };
  expect(words(missed)).toEqual(['S1 FAIL', 'S2 FAIL', 'S3 FAIL', 'S4 FAIL']);
});

test('what was not measured is not met', () => {
  const nothing = { bookingToEmpty: NaN, bookingCpuToEmpty: NaN, bookingToTextbook: NaN, soldOutToEmpty: NaN };
  expect(verdictsOf(nothing).map((one) => one.verdict)).toEqual(['FAIL', 'FAIL', 'FAIL', 'FAIL']);
});

const clean: Figures = { perS: 1, perSRange: [1, 1], p50Ms: 1, p99Ms: 1, cpuUs: {}, othersCores: 0, other: {} };
const figures = { emptyPost: clean, booking: clean, soldOut: clean, textbook: clean };
const ledger = { live: 7, persons: 7, places: 7 };

test('a ledger that holds what was answered is no disagreement', () => {
  expect(disagreements([{ what: 'bookings', answered: 7, ledger }], figures)).toEqual([]);
});

test.each([
  ['one answered and not in the ledger', { answered: 8, ledger }],
  ['one in the ledger and not answered', { answered: 6, ledger }],
  ['a person twice', { answered: 7, ledger: { ...ledger, persons: 6 } }],
  ['a place twice', { answered: 7, ledger: { ...ledger, places: 6 } }],
])('%s is told', (_, reckoning) => {
  expect(disagreements([{ what: 'bookings', ...reckoning }], figures)).toEqual([
    expect.stringMatching(/^bookings: \d answered/),
  ]);
});

test('an answer nobody expected is told', () => {
  const soldOut = { ...clean, other: { '503 request/overloaded': 2 } };
  expect(disagreements([], { ...figures, soldOut })).toEqual(['soldOut: 2 times "503 request/overloaded"']);
});
