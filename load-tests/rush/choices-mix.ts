import type { Random } from './seeded-random.js';

export type Choice = { slotId: number } | { clinicId: number } | { any: true };

export interface SlotOfClinic {
  slotId: number;
  clinicId: number;
}

/** Near and known first: most people want their own clinic, some certain hours of it, a few do not care. */
const ONE_CLINIC = 0.6;
const THREE_SLOTS = 0.25;

/** One person's wishes, always ending with any place: who is told "sold out" must find nothing left at all. */
export function drawChoices(slots: readonly SlotOfClinic[], random: Random): Choice[] {
  const way = random();
  const { clinicId } = pick(slots, random);
  if (way < ONE_CLINIC) return [{ clinicId }, { any: true }];
  if (way >= ONE_CLINIC + THREE_SLOTS) return [{ any: true }];
  const here = slots.filter((slot) => slot.clinicId === clinicId);
  const wanted = new Set(Array.from({ length: 3 }, () => pick(here, random).slotId));
  return [...[...wanted].map((slotId) => ({ slotId })), { clinicId }, { any: true }];
}

function pick<T>(items: readonly T[], random: Random): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('the round has no slots');
  return item;
}
