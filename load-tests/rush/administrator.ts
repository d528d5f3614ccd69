import { generate } from 'otplib';
import { setTimeout as sleep } from 'node:timers/promises';
import { Browser, Unexpected, type Sites } from './browser.js';

export interface AdministratorAccount {
  username: string;
  password: string;
  totpSecret: string;
}

const TOTP_STEP_MS = 30_000;

/** The administrator of the round, at the staff's own door. */
export class Administrator {
  private constructor(
    private readonly browser: Browser,
    private readonly staffUrl: string,
    private readonly token: string,
  ) {}

  static async signIn(sites: Sites, staffUrl: string, account: AdministratorAccount): Promise<Administrator> {
    const browser = new Browser(sites);
    const url = new URL('/api/auth/login', staffUrl);
    const login = async (): Promise<Administrator> => {
      const totp = await generate({ secret: account.totpSecret });
      const body = { username: account.username, password: account.password, totp };
      const reply = await browser.request('POST', url, [200, 201], body);
      const { token } = JSON.parse(reply.body) as { token: string };
      return new Administrator(browser, staffUrl, token);
    };
    try {
      return await login();
    } catch (error) {
      if (!(error instanceof Unexpected && error.status === 401)) throw error;
      // A one-time code works once: whoever made the round may have used this half-minute's.
      await sleep(TOTP_STEP_MS - (Date.now() % TOTP_STEP_MS) + 500);
      return login();
    }
  }

  /** Moves the opening of an armed round. */
  async setOpening(roundId: number, opensAtMs: number): Promise<void> {
    const url = new URL(`/api/rounds/${String(roundId)}`, this.staffUrl);
    const body = { opensAt: new Date(opensAtMs).toISOString() };
    await this.browser.request('PATCH', url, [200, 204], body, { authorization: `Bearer ${this.token}` });
  }

  /** Pauses, resumes or closes a round. */
  async steer(roundId: number, move: 'pause' | 'resume' | 'close'): Promise<void> {
    const url = new URL(`/api/rounds/${String(roundId)}/${move}`, this.staffUrl);
    const body = { reason: 'part of a rehearsal' };
    await this.browser.request('POST', url, [200, 201, 204], body, { authorization: `Bearer ${this.token}` });
  }
}
