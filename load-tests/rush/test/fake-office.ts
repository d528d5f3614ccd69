import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { Ledger, LedgerBooking } from '../audit.js';

/** What is wrong with the office; nothing by default. */
export interface Faults {
  /** Gives out one place more than there is. */
  oversells?: boolean;
  /** Confirms one booking and forgets it. */
  forgets?: boolean;
  /** Tells a winner who comes again that everything is gone. */
  deniesWinners?: boolean;
  /** Opens this long before its time (ms). */
  earlyMs?: number;
  /** Says "sold out" with one place left. */
  keepsOne?: boolean;
  /** Answers the first so many taps with 503. */
  busyFor?: number;
  /** Answers the first so many sign-ins with 503. */
  busyDoorFor?: number;
}

/** The resident's side of the contract in memory, WeChat and the identity provider included: one slot, few places. */
export class FakeOffice {
  readonly live: LedgerBooking[] = [];
  readonly keysOf = new Map<string, Set<string>>();
  opensAtMs = Number.POSITIVE_INFINITY;
  private taps = 0;
  private knocks = 0;
  private readonly ids = new Map<string, string>();

  private constructor(
    private readonly server: Server,
    private readonly places: number,
    private readonly faults: Faults,
  ) {}

  static async open(places: number, faults: Faults = {}): Promise<FakeOffice> {
    const server = createServer();
    const office = new FakeOffice(server, places, faults);
    server.on('request', (request, response) => void office.serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return office;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  get ledger(): Ledger {
    return { live: this.live, placesOfSlot: new Map([[1, this.places]]) };
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const body = JSON.parse((await text(request)) || '{}') as Record<string, unknown>;
    const cookie = request.headers.cookie ?? '';
    switch (`${request.method ?? ''} ${url.pathname}`) {
      case 'GET /api/auth/wechat':
        this.knocks += 1;
        if (this.knocks <= (this.faults.busyDoorFor ?? 0)) answer(response, 503, { code: 'request/overloaded' });
        else
          redirect(
            response,
            `${this.url}/connect?state=s1&redirect_uri=x#wechat_redirect`,
            'attempt=a1; Path=/; HttpOnly',
          );
        return;
      case 'GET /connect':
        redirect(response, `${this.url}/api/auth/wechat/callback?code=${url.searchParams.get('as') ?? ''}&state=s1`);
        return;
      case 'GET /api/auth/wechat/callback':
        if (!cookie.includes('attempt=a1')) answer(response, 400, { code: 'identity/sign-in-failed' });
        else redirect(response, '/', `login=${url.searchParams.get('code') ?? ''}; Path=/`);
        return;
      case 'POST /api/me/persons':
        answer(response, 201, { personId: this.personIdOf(String(body['idNumber'])) });
        return;
      case 'POST /api/rounds/1/passes':
        if (cookie.includes('man')) answer(response, 403, { code: 'identity/not-eligible' });
        else answer(response, 201, { pass: `pass-of-${String(body['personId'])}` });
        return;
      case 'POST /api/rounds/1/bookings':
        this.tap(request, response);
        return;
      default:
        answer(response, 404, { code: 'request/not-found' });
    }
  }

  private personIdOf(idNumber: string): string {
    const known = this.ids.get(idNumber) ?? randomUUID();
    this.ids.set(idNumber, known);
    return known;
  }

  private tap(request: IncomingMessage, response: ServerResponse): void {
    const { faults } = this;
    this.taps += 1;
    if (this.taps <= (faults.busyFor ?? 0)) {
      answer(response, 503, { code: 'quota/gate-unavailable' }, { 'retry-after': '0' });
      return;
    }
    const personId = (request.headers.authorization ?? '').replace('Bearer pass-of-', '');
    const key = String(request.headers['idempotency-key']);
    const keys = this.keysOf.get(personId) ?? new Set();
    this.keysOf.set(personId, keys.add(key));
    const hers = this.live.find((booking) => booking.personId === personId);
    const nowMs = Date.now();
    const msUntilOpen = this.opensAtMs - (faults.earlyMs ?? 0) - nowMs;
    const left = this.places - this.live.length + (faults.oversells ? 1 : 0) - (faults.keepsOne ? 1 : 0);
    if (hers && !faults.deniesWinners) {
      if (keys.size > 1) answer(response, 409, { code: 'booking/already-booked', booking: { bookingId: hers.id } });
      else answer(response, 200, { bookingId: hers.id });
    } else if (msUntilOpen > 0) {
      answer(response, 409, { code: 'round/not-open', msUntilOpen });
    } else if (left <= 0 || hers) {
      answer(response, 409, { code: 'quota/sold-out' });
    } else {
      const booking = { id: randomUUID(), personId, slotId: 1, placeNo: this.live.length + 1, grantedAtMs: nowMs };
      if (!(faults.forgets && this.live.length === 3)) this.live.push(booking);
      answer(response, 201, { bookingId: booking.id });
    }
  }
}

function answer(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function redirect(response: ServerResponse, location: string, cookie?: string): void {
  response.writeHead(302, { location, ...(cookie !== undefined && { 'set-cookie': cookie }) }).end();
}
