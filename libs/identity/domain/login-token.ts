import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/**
 * People sign in when a round is announced and must still be signed in when it opens: WeChat trades 50,000 codes a
 * minute for everybody together, so an opening cannot begin with sign-ins. Announcements run days to weeks ahead;
 * a month covers them. It does not slide: no request pays for a write.
 */
export const LOGIN_MS = 30 * 86_400_000;

/** 256 random bits as 43 characters: what the browser's cookie holds. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** Whether the text can be one of {@link newToken}'s; anything else need not be looked up. */
export function isToken(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Za-z0-9_-]{43}$/.test(text);
}

/** A random token needs no salt and no slow hash: there is nothing to guess. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
