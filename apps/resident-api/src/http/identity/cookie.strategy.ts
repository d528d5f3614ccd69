import { Strategy } from 'passport-strategy';

type Verify = (token: string | undefined, done: (error: unknown, user?: object | null) => void) => void;

interface RequestWithCookies {
  cookies?: Record<string, string | undefined>;
}

/** For passport: signs in by an opaque token in a cookie. */
export class CookieStrategy extends Strategy {
  constructor(
    private readonly cookieName: string,
    private readonly verify: Verify,
  ) {
    super();
  }

  override authenticate(request: unknown): void {
    const { cookies } = request as RequestWithCookies;
    this.verify(cookies?.[this.cookieName], (error, user) => {
      if (error) this.error(error as Error);
      else if (user) this.success(user);
      else this.fail(401);
    });
  }
}
