/** One numbered unit of a slot. */
export interface Place {
  slotId: number;
  /** 1 to the slot's capacity, at most 9,999. */
  placeNo: number;
}

const PLACES_PER_SLOT = 10_000;

/** A place as one number that sorts by slot, then by number. The gate's scripts split it at the same figure. */
export function placeKey({ slotId, placeNo }: Place): number {
  if (!Number.isInteger(placeNo) || placeNo < 1 || placeNo >= PLACES_PER_SLOT) {
    throw new RangeError(`place number ${String(placeNo)} is not 1 to ${String(PLACES_PER_SLOT - 1)}`);
  }
  return slotId * PLACES_PER_SLOT + placeNo;
}

export function placeOfKey(key: number): Place {
  return { slotId: Math.floor(key / PLACES_PER_SLOT), placeNo: key % PLACES_PER_SLOT };
}

/** An unbroken run of place keys, both ends included. */
export interface PlaceRange {
  low: number;
  high: number;
}

/** All places a slot can ever have. */
export function rangeOfSlot(slotId: number): PlaceRange {
  return { low: slotId * PLACES_PER_SLOT, high: slotId * PLACES_PER_SLOT + PLACES_PER_SLOT - 1 };
}

/** The same ranges in the same order, those that touch made one. */
export function joinTouching(ranges: readonly PlaceRange[]): PlaceRange[] {
  const joined: PlaceRange[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    if (last && last.high + 1 === range.low) last.high = range.high;
    else joined.push({ ...range });
  }
  return joined;
}
