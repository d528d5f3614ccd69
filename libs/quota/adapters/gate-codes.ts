/** What the scripts' numbers mean. Each table is the "Returns" of one script's header, and a test holds the two together. */
export const GRANT_VERDICTS = { 0: 'decided', 7: 'stale', 8: 'unarmed' } as const;
export const GRANT_CODES = {
  1: 'granted',
  2: 'held',
  3: 'sold-out',
  4: 'not-open',
  5: 'paused',
  6: 'closed',
} as const;
export const RELEASE_CODES = { 1: 'released', 2: 'not-hers', 8: 'unarmed' } as const;
export const ADOPT_CODES = { 1: 'adopted', 2: 'known', 3: 'conflict', 8: 'unarmed' } as const;
export const SET_STATE_CODES = { 1: 'done', 7: 'stale', 8: 'unarmed' } as const;
export const SET_WINDOW_CODES = { 1: 'done', 2: 'opened-already', 7: 'stale', 8: 'unarmed' } as const;
export const LOAD_CODES = { 1: 'done', 7: 'stale' } as const;
export const FINISH_LOAD_CODES = { 1: 'done', 2: 'mismatch', 7: 'stale' } as const;

/** The word for a script's number. A number that is not in the table is a bug, never a "no". */
export function codeFrom<Table extends Readonly<Record<number, string>>>(
  table: Table,
  code: unknown,
): Table[keyof Table] {
  const word = table[code as keyof Table];
  if (word === undefined) throw new Error(`the gate answered with a number of no meaning: ${String(code)}`);
  return word;
}
