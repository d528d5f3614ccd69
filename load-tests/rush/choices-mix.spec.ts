import { expect, test } from '@jest/globals';
import { drawChoices } from './choices-mix.js';
import { seededRandom } from './seeded-random.js';

const slots = [1, 2, 3, 4, 5, 6, 7, 8].map((slotId) => ({ slotId, clinicId: slotId <= 4 ? 1 : 2 }));
const random = seededRandom(3);
const drawn = Array.from({ length: 10_000 }, () => drawChoices(slots, random));
const share = (of: (choices: ReturnType<typeof drawChoices>) => boolean): number =>
  drawn.filter(of).length / drawn.length;

test('60 of 100 want one clinic, 25 hours of one clinic, 15 any place', () => {
  expect(share((choices) => choices.length === 2)).toBeCloseTo(0.6, 1);
  expect(share((choices) => choices.length > 2)).toBeCloseTo(0.25, 1);
  expect(share((choices) => choices.length === 1)).toBeCloseTo(0.15, 1);
});

test('everybody ends with any place', () => {
  expect(drawn.every((choices) => JSON.stringify(choices.at(-1)) === '{"any":true}')).toBe(true);
});

test('hours are different ones of the clinic that follows them', () => {
  for (const choices of drawn.filter((wishes) => wishes.length > 2)) {
    const ids = choices.flatMap((choice) => ('slotId' in choice ? [choice.slotId] : []));
    const clinic = choices.find((choice) => 'clinicId' in choice);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => slots.find((slot) => slot.slotId === id)?.clinicId === clinic?.clinicId)).toBe(true);
  }
});

test('every clinic is wanted', () => {
  const wanted = new Set(
    drawn.flatMap((choices) => choices.flatMap((choice) => ('clinicId' in choice ? [choice.clinicId] : []))),
  );
  expect(wanted).toEqual(new Set([1, 2]));
});

test('a round without slots cannot be chosen from', () => {
  expect(() => drawChoices([], random)).toThrow('no slots');
});
