import type { CookieSerializeOptions } from '@fastify/cookie';

/** `__Host-`: taken only over a safe connection, for this host alone; no neighbour under the same domain can plant one. */
export const LOGIN_COOKIE = '__Host-huiyue-staff';

/** Strict: no other site's request and no link from elsewhere comes with it. */
export const cookieOptions = {
  path: '/',
  httpOnly: true,
  secure: true,
  sameSite: 'strict',
} as const satisfies CookieSerializeOptions;

export interface RequestWithToken {
  headers: { authorization?: string | undefined };
  cookies: Record<string, string | undefined>;
}

const BEARER = 'Bearer ';

/** The token of a browser (cookie) or of a command-line tool (Authorization: Bearer). What is said outright comes first. */
export function tokenOf({ headers, cookies }: RequestWithToken): string | undefined {
  const { authorization } = headers;
  return authorization?.startsWith(BEARER) ? authorization.slice(BEARER.length) : cookies[LOGIN_COOKIE];
}
