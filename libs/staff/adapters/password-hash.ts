import { hash, verify } from '@node-rs/argon2';

/** Argon2id with 19 MiB and two passes: OWASP Password Storage Cheat Sheet, also the least RFC 9106 lets pass. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** Compared against when there is no account, so that nobody's name can be told from a stranger's by the time taken. */
const nobodys = hashPassword('nobody has this password');

export async function isPasswordOf(passwordHash: string | undefined, password: string): Promise<boolean> {
  const right = await verify(passwordHash ?? (await nobodys), password);
  return right && passwordHash !== undefined;
}
