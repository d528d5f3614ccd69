import { randomBytes } from 'node:crypto';
import { Test } from '@nestjs/testing';
import { generateSync } from 'otplib';
import { DataSource } from 'typeorm';
import { AuditTrail } from '#audit';
import { Clock, systemClock } from '#kernel';
import { CreateStaff, SecretCipher, staffProviders, type StaffRole } from '#staff';
import { freePort } from '../../stack/src/servers/free-port.js';
import { OwnProcess } from '../../stack/src/servers/own-process.js';
import { testLedger, testRedis, type TestLedger, type TestRedis } from '../../stack/src/testing.js';
import { secretCipher } from '../src/secret-cipher.js';

const MAIN = 'dist/apps/staff-api/src/main.js';

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed when it is JSON. */
  body: unknown;
}

export interface Asking {
  /** Whose token goes along; nobody's when left out. */
  as?: string;
  headers?: Record<string, string>;
  /** Text is sent as it is, anything else as JSON. */
  body?: unknown;
}

export interface Member {
  username: string;
  password: string;
  totpSecret: string;
}

export function runProgram(args: string[], env: NodeJS.ProcessEnv): { ended: Promise<string>; lines: string[] } {
  const lines: string[] = [];
  const program = new OwnProcess({
    ...{ name: 'staff-api', file: process.execPath, args: [MAIN, ...args], env },
    onLine: (line) => lines.push(line),
  });
  return { ended: program.whenEnded(), lines };
}

/** The program as it runs in production, on a ledger and a gate of its own. */
export class RunningStaffApi {
  readonly lines: string[] = [];

  private constructor(
    readonly env: NodeJS.ProcessEnv,
    private readonly origin: string,
    readonly ledger: TestLedger,
    readonly gate: TestRedis,
    private readonly keys: { currentKeyId: string; keys: Record<string, string> },
  ) {}

  private program: OwnProcess | undefined;

  static async start(): Promise<RunningStaffApi> {
    const [ledger, gate, port] = await Promise.all([testLedger(), testRedis(), freePort()]);
    const key = randomBytes(32).toString('base64');
    const env = {
      ...{ PATH: process.env['PATH'], PORT: String(port), DRAIN_NOTICE_MS: '0' },
      ...{ MYSQL_URL: ledger.url, REDIS_URL: gate.server.url, STAFF_KEYS: `k1:${key}` },
    };
    const keys = { currentKeyId: 'k1', keys: { k1: key } };
    const api = new RunningStaffApi(env, `http://127.0.0.1:${String(port)}`, ledger, gate, keys);
    const program = new OwnProcess({
      ...{ name: 'staff-api', file: process.execPath, args: [MAIN], env, saysReady: true },
      onLine: (line) => api.lines.push(line),
    });
    await program.whenReady(20_000);
    api.program = program;
    return api;
  }

  async stop(): Promise<void> {
    await this.program?.stop();
    await this.gate.close();
    await this.ledger.close();
  }

  async ask(method: string, path: string, { as, headers, body }: Asking = {}): Promise<Answer> {
    const answer = await fetch(this.origin + path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(as !== undefined && { authorization: `Bearer ${as}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    return { status: answer.status, headers: answer.headers, body: isJson ? (JSON.parse(text) as unknown) : text };
  }

  sendCsv(path: string, csv: string, as: string): Promise<Answer> {
    return this.ask('POST', path, { as, body: csv, headers: { 'content-type': 'text/csv; charset=utf-8' } });
  }

  /** One member of staff of each role, made beside the program in the same ledger. */
  async members(): Promise<Record<StaffRole, Member>> {
    const module = await Test.createTestingModule({
      providers: [
        ...staffProviders,
        { provide: DataSource, useValue: this.ledger.dataSource },
        { provide: Clock, useValue: systemClock },
        { provide: SecretCipher, useValue: secretCipher(this.keys) },
        AuditTrail,
      ],
    }).compile();
    const createStaff = module.get(CreateStaff);
    const make = (role: StaffRole) => createStaff.execute({ username: `the-${role}`, role }, 'test');
    return {
      administrator: await make('administrator'),
      operator: await make('operator'),
      clinic: await make('clinic'),
      auditor: await make('auditor'),
    };
  }

  async signIn({ username, password, totpSecret }: Member): Promise<Answer> {
    const totp = generateSync({ secret: totpSecret });
    return this.ask('POST', '/api/auth/login', { body: { username, password, totp } });
  }
}
