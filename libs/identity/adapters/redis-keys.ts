/**
 * Every key this room has in Redis. None holds a name, an ID number or anything made from one without a key.
 *
 * | key | type | holds | lives |
 * |---|---|---|---|
 * | `identity:sign-in:{state}` | hash | `browser`, `code`: SHA-256 of the attempt cookie and of the code; `returnTo`; `account` once signed in | 10 min, 30 s once a code came |
 * | `identity:asking:account:{accountId}` | integer | verifications in flight for an account | 10 s |
 * | `identity:asking:id:{keyed hash}` | integer | verifications in flight for an ID number; the hash is of a kind of its own | 10 s |
 */
export const redisKeys = {
  signIn: (state: string) => `identity:sign-in:${state}`,
  askingForAccount: (accountId: string) => `identity:asking:account:${accountId}`,
  askingForId: (keyedHash: Buffer) => `identity:asking:id:${keyedHash.toString('hex')}`,
};
