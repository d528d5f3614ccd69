/**
 * Made-up people by number, 0 and up: enough of a person to tap, and the same one for whoever makes the rows and whoever
 * makes the requests. Their ids rise with their numbers, as those of people who registered one after the other do.
 */
export function personOf(number: number): { personId: string; accountId: string } {
  const tail = number.toString(16).padStart(12, '0');
  return { personId: `01900000-0000-7000-8000-${tail}`, accountId: `01900000-0000-7000-9000-${tail}` };
}

/** The same ids as SQL expressions over a column that holds the number. */
export function personSql(column: string): { personId: string; accountId: string } {
  const tail = `LPAD(HEX(${column}), 12, '0')`;
  return {
    personId: `UNHEX(CONCAT('01900000000070008000', ${tail}))`,
    accountId: `UNHEX(CONCAT('01900000000070009000', ${tail}))`,
  };
}

/** A prime above any crowd, so that multiples of it visit each of a crowd once. */
const STRIDE = 2_654_435_761;
export const MOST_PEOPLE = 3_000_000;

/** Who taps as the `turn`-th of a crowd of `size`: everybody once, neighbours far apart, as people come to an opening. */
export function scattered(turn: number, size: number): number {
  if (size > MOST_PEOPLE || turn >= size) throw new RangeError('a turn beyond the crowd, or a crowd too large');
  return (turn * STRIDE) % size;
}
