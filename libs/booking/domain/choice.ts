import { Refusal } from '#kernel';
import { joinTouching, rangeOfSlot, type PlaceRange } from '#quota';
import type { PublishedRound } from '#round';

/** One wish: a slot, any slot of a clinic, or any place at all. */
export type Choice = { slotId: number } | { clinicId: number } | { any: true };

const MOST_CHOICES = 8;

/**
 * Reads the `choices` of a request: one to eight, in the order of preference.
 * @throws Refusal `booking/choices-invalid`
 */
export function parseChoices(input: unknown): Choice[] {
  if (!Array.isArray(input) || input.length < 1 || input.length > MOST_CHOICES) throw invalid();
  return input.map((choice: unknown, index) => {
    if (typeof choice !== 'object' || choice === null) throw invalid(index);
    const entries = Object.entries(choice);
    const [key, value] = entries[0] ?? [];
    if (entries.length !== 1) throw invalid(index);
    if (key === 'any' && value === true) return { any: true };
    if (!Number.isSafeInteger(value) || (value as number) < 1) throw invalid(index);
    if (key === 'slotId') return { slotId: value as number };
    if (key === 'clinicId') return { clinicId: value as number };
    throw invalid(index);
  });
}

/** Choices as a short canonical text (`s12,c3,a`): equal texts are equal wishes. */
export function encodeChoices(choices: readonly Choice[]): string {
  return choices
    .map((choice) =>
      'slotId' in choice ? `s${String(choice.slotId)}` : 'clinicId' in choice ? `c${String(choice.clinicId)}` : 'a',
    )
    .join(',');
}

interface RangesOfRound {
  ofClinic: Map<number, PlaceRange[]>;
  slotIds: number[];
  all: PlaceRange[];
}

/** A round's ranges do not change while it is published; they are worked out once. */
const known = new WeakMap<PublishedRound['slots'], RangesOfRound>();

function rangesOfRound(round: PublishedRound): RangesOfRound {
  let ranges = known.get(round.slots);
  if (!ranges) {
    const slotIds = [...round.slots.keys()].sort((a, b) => a - b);
    ranges = {
      slotIds,
      all: joinTouching(slotIds.map(rangeOfSlot)),
      ofClinic: new Map(
        [...round.slotsByClinic].map(([id, slots]) => [id, joinTouching(slots.map((slot) => rangeOfSlot(slot.id)))]),
      ),
    };
    known.set(round.slots, ranges);
  }
  return ranges;
}

/**
 * The runs of places the gate is to look through, in order. "Any place" starts at a slot drawn from the person's id and goes
 * round: people without a wish spread over clinics and days instead of filling the first clinic to the brim.
 * @throws Refusal `booking/choices-invalid` for a slot or clinic that is not of this round
 */
export function rangesOf(choices: readonly Choice[], round: PublishedRound, personId: string): PlaceRange[] {
  const { ofClinic, slotIds, all } = rangesOfRound(round);
  const ranges: PlaceRange[] = [];
  choices.forEach((choice, index) => {
    if ('slotId' in choice) {
      if (!round.slots.has(choice.slotId)) throw invalid(index);
      ranges.push(rangeOfSlot(choice.slotId));
    } else if ('clinicId' in choice) {
      const clinic = ofClinic.get(choice.clinicId);
      if (!clinic) throw invalid(index);
      ranges.push(...clinic);
    } else {
      const first = slotIds[Number.parseInt(personId.slice(-6), 16) % slotIds.length] ?? 0;
      const { low } = rangeOfSlot(first);
      ranges.push(
        ...all
          .filter((range) => range.high >= low)
          .map((range) => ({ low: Math.max(range.low, low), high: range.high })),
        ...all
          .filter((range) => range.low < low)
          .map((range) => ({ low: range.low, high: Math.min(range.high, low - 1) })),
      );
    }
  });
  return ranges;
}

function invalid(index?: number): Refusal {
  return new Refusal('booking/choices-invalid', index === undefined ? {} : { choice: index + 1 });
}
