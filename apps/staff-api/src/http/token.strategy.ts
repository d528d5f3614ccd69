import { Strategy } from 'passport-strategy';
import { tokenOf, type RequestWithToken } from './login-cookie.js';

type Verify = (token: string | undefined, done: (error: unknown, user?: object | null) => void) => void;

/** For passport: signs in by the opaque token of a staff login. */
export class TokenStrategy extends Strategy {
  constructor(private readonly verify: Verify) {
    super();
  }

  override authenticate(request: unknown): void {
    this.verify(tokenOf(request as RequestWithToken), (error, user) => {
      if (error) this.error(error as Error);
      else if (user) this.success(user);
      else this.fail(401);
    });
  }
}
