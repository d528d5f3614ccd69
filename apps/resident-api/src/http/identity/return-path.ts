const LONGEST = 512;
const PATH = /^\/(?!\/)[^\\\s\p{Cc}]*$/u;
const ANYWHERE = 'https://this.site.invalid';

/**
 * Where to go after signing in: the path that was asked for if it stays on this site, else the first page. Whatever a
 * browser could read as another host is refused: `//host`, a backslash, a scheme, control characters browsers drop.
 */
export function safeReturnPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > LONGEST || !PATH.test(asked)) return '/';
  const url = URL.parse(asked, ANYWHERE);
  if (url?.origin !== ANYWHERE) return '/';
  const path = url.pathname + url.search + url.hash;
  // Dots are resolved by now: /.//host has become //host.
  return path.startsWith('//') ? '/' : path;
}
