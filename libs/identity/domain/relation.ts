/** What a person is to the holder of the account. */
export const relations = ['self', 'child', 'parent', 'spouse', 'other'] as const;

export type Relation = (typeof relations)[number];
