import { expect, test } from '@jest/globals';
import { beijingDay, dayAfter, daysBetween } from './calendar-day.js';

test('a day begins at midnight in Beijing, wherever the program runs', () => {
  expect(beijingDay(Date.parse('2023-12-19T15:59:59.999Z'))).toBe('2023-12-19');
  expect(beijingDay(Date.parse('2023-12-19T16:00:00.000Z'))).toBe('2023-12-20');
});

test('days are counted by the calendar', () => {
  expect(dayAfter('2024-02-28', 1)).toBe('2024-02-29');
  expect(dayAfter('2023-12-20', 365)).toBe('2024-12-19');
  expect(dayAfter('2024-03-01', -1)).toBe('2024-02-29');
  expect(daysBetween('2023-12-20', '2024-03-01')).toBe(72);
  expect(daysBetween('2024-03-01', '2023-12-20')).toBe(-72);
});

test('the summer times China once had change no day', () => {
  expect(dayAfter('1986-05-03', 1)).toBe('1986-05-04');
  expect(daysBetween('1986-05-03', '1986-05-05')).toBe(2);
});
