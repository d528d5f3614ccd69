import cookie from '@fastify/cookie';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { createLog, ProblemFilter } from '#http';
import { ClinicEntity, RoundDirectory, RoundEntity, roundProviders, SlotEntity } from '#round';
import { madeUpIdNumber, surroundings, type Surroundings } from '../../../libs/identity/test/whole-room.js';
import { identityControllers, identityGuards } from '../src/http/identity/identity.http.js';

/** A browser: it keeps the cookies it is given, whatever their paths; there is one site. */
export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(private readonly server: FastifyInstance) {}

  async ask(method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object): Promise<LightMyRequestResponse> {
    const cookies = Object.fromEntries(this.cookies);
    const response = await this.server.inject({ method, url, cookies, ...(payload && { payload }) });
    for (const { name, value } of response.cookies) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }
}

/** The identity routes as the app has them, on real MariaDB and Redis. */
export class IdentityApp {
  private codes = 0;

  private constructor(
    readonly around: Surroundings,
    readonly nest: NestFastifyApplication,
    readonly server: FastifyInstance,
  ) {}

  static async start(): Promise<IdentityApp> {
    const around = await surroundings([RoundEntity, SlotEntity, ClinicEntity]);
    const module = await Test.createTestingModule({
      controllers: identityControllers,
      providers: [...around.providers, ...identityGuards, ...roundProviders],
    }).compile();
    const nest = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    const server = nest.getHttpAdapter().getInstance() as unknown as FastifyInstance;
    await server.register(cookie);
    nest.useGlobalFilters(new ProblemFilter(createLog('test', 'silent')));
    await nest.init();
    await server.ready();
    return new IdentityApp(around, nest, server);
  }

  async stop(): Promise<void> {
    await this.nest.close();
    await this.around.close();
  }

  newBrowser(): Browser {
    return new Browser(this.server);
  }

  /** WeChat's part of a sign-in: the person agrees. @returns where the browser is sent back to */
  callbackFor(started: LightMyRequestResponse, openid: string): string {
    this.codes += 1;
    const code = `code${String(this.codes)}`;
    this.around.wechat.codes.set(code, openid);
    const state = new URL(String(started.headers.location)).searchParams.get('state') ?? '';
    return `/api/auth/wechat/callback?code=${code}&state=${state}`;
  }

  async signedIn(openid: string): Promise<Browser> {
    const browser = this.newBrowser();
    await browser.ask('GET', this.callbackFor(await browser.ask('GET', '/api/auth/wechat'), openid));
    return browser;
  }

  /** What it takes to add somebody the provider has on record. */
  onRecord(birthDate = '1990-01-01'): { name: string; idNumber: string; relation: string; consent: object } {
    const idNumber = madeUpIdNumber(birthDate);
    this.around.provider.records.set(idNumber, '张三');
    return { name: '张三', idNumber, relation: 'self', consent: { version: '2026-11', guardian: true } };
  }

  async newRound(state: string, opensAt: string, closesAt?: string): Promise<number> {
    const { insertId } = (await this.around.ledger.dataSource.query(
      `INSERT INTO round (title, authority, channel, service, declared_quota, opens_at, closes_at, state, eligibility)
       VALUES ('t', 'a', 'c', 's', 1, ?, ?, ?, '{"sex":"female","minAge":9,"maxAge":45}')`,
      [new Date(opensAt), closesAt === undefined ? null : new Date(closesAt), state],
    )) as { insertId: number };
    await this.nest.get(RoundDirectory).refresh();
    return insertId;
  }
}

export function codeOf(response: LightMyRequestResponse): unknown {
  return response.json<{ code?: unknown }>().code;
}
