import type { CookieSerializeOptions } from '@fastify/cookie';

/**
 * `__Host-`: the browser takes these only over a safe connection, for this host alone and the whole of it, so no other
 * site, not a neighbour under the same domain either, can plant one.
 */
export const LOGIN_COOKIE = '__Host-huiyue';
export const ATTEMPT_COOKIE = '__Host-huiyue-attempt';

/** An attempt at signing in is over after this long, on the server as well. */
export const ATTEMPT_MAX_AGE_S = 600;

/** Lax: the cookie comes along when WeChat sends the browser back, and with no other site's requests that change a thing. */
export const cookieOptions = {
  path: '/',
  httpOnly: true,
  secure: true,
  sameSite: 'lax',
} as const satisfies CookieSerializeOptions;
