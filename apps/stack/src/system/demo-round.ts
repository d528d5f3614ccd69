import { readFileSync } from 'node:fs';
import { generate } from 'otplib';
import type { Administrator } from './secrets.js';

interface Facts {
  title: string;
  authority: string;
  channel: string;
  service: string;
  quota: number;
  eligibility: Record<string, unknown>;
}

/** Loads the demo round the way an administrator would: over HTTP, from the files under `demo/`. */
export class DemoRound {
  private token = '';

  constructor(
    private readonly staffUrl: string,
    private readonly administrator: Administrator,
  ) {}

  /** Arms a new round that opens in `opensInMs`. */
  async open(opensInMs: number): Promise<{ roundId: number; opensAtMs: number }> {
    const { username, password, totpSecret } = this.administrator;
    const login = { username, password, totp: await generate({ secret: totpSecret }) };
    const { token } = await this.post<{ token: string }>('/api/auth/login', login);
    this.token = token;
    const { title, authority, channel, service, quota, eligibility } = JSON.parse(
      readFileSync('demo/datong.json', 'utf8'),
    ) as Facts;
    await this.post('/api/clinics/import', readFileSync('demo/clinics.csv', 'utf8'));
    const opensAtMs = Date.now() + opensInMs;
    const { roundId } = await this.post<{ roundId: number }>('/api/rounds', {
      ...{ title, authority, channel, service, eligibility },
      declaredQuota: quota,
      opensAt: new Date(opensAtMs).toISOString(),
      closesAt: null,
    });
    await this.post(`/api/rounds/${String(roundId)}/slots/import`, readFileSync('demo/slots.csv', 'utf8'));
    await this.post(`/api/rounds/${String(roundId)}/arm`, { reason: 'demo round' });
    return { roundId, opensAtMs };
  }

  private async post<T>(path: string, body: string | object): Promise<T> {
    const answer = await fetch(this.staffUrl + path, {
      method: 'POST',
      headers: {
        'content-type': typeof body === 'string' ? 'text/csv; charset=utf-8' : 'application/json',
        ...(this.token && { authorization: `Bearer ${this.token}` }),
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${String(answer.status)}: ${text.slice(0, 500)}`);
    return JSON.parse(text) as T;
  }
}
