import { randomBytes } from 'node:crypto';
import type { Provider as NestProvider } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { DataSource, type MixedList } from 'typeorm';
import { Clock, FixedClock, newId } from '#kernel';
import { idToBinary } from '#mysql';
import { testLedger, testRedis, type TestLedger, type TestRedis } from '../../../apps/stack/src/testing.js';
import { checkCharacter } from '../domain/id-number.js';
import { IdentityConfig, identityProviders, LiveBookings } from '../index.js';
import { accessKey, officialAccount, startProvider, startWechat, type Provider, type Wechat } from './outside-world.js';

/** The bookings room's answer, as the test wants it: pairs `account person`. */
export class KnownBookings extends LiveBookings {
  readonly live = new Set<string>();
  existFor(accountId: string, personId: string): Promise<boolean> {
    return Promise.resolve(this.live.has(`${accountId} ${personId}`));
  }
}

export interface Surroundings {
  ledger: TestLedger;
  redis: TestRedis;
  provider: Provider;
  wechat: Wechat;
  clock: FixedClock;
  bookings: KnownBookings;
  /** All of the room, and what it must have around it. */
  providers: NestProvider[];
  close(): Promise<void>;
}

const REDIS = Symbol('redis');
const key = (): string => randomBytes(32).toString('base64');

/** Real MariaDB, Redis and HTTP; only the far ends and the clock are the test's. */
export async function surroundings(entities: MixedList<new () => object> = []): Promise<Surroundings> {
  const [ledger, redis] = await Promise.all([testLedger(entities), testRedis()]);
  const [provider, wechat] = await Promise.all([startProvider(), startWechat()]);
  const clock = new FixedClock(Date.parse('2026-11-23T12:00:00+08:00'));
  const config: IdentityConfig = {
    wechat: {
      ...officialAccount,
      ...{ authoriseBaseUrl: wechat.host.url, apiBaseUrl: wechat.host.url, timeoutMs: 500 },
      callbackUrl: 'https://huiyue.example/api/auth/wechat/callback',
    },
    verifier: { ...accessKey, endpoint: provider.host.url, timeoutMs: 300 },
    personalData: { currentKeyId: 'd1', keys: { d1: key() }, indexKey: key() },
    pass: { currentKeyId: 'p1', keys: { p1: key() } },
  };
  const bookings = new KnownBookings();
  const providers: NestProvider[] = [
    ...identityProviders(REDIS),
    { provide: Clock, useValue: clock },
    { provide: DataSource, useValue: ledger.dataSource },
    { provide: REDIS, useValue: redis.redis },
    { provide: IdentityConfig, useValue: config },
    { provide: LiveBookings, useValue: bookings },
  ];
  const close = async (): Promise<void> => {
    await Promise.all([ledger.close(), redis.close(), provider.host.stop(), wechat.host.stop()]);
  };
  return { ledger, redis, provider, wechat, clock, bookings, providers, close };
}

export interface WholeRoom extends Surroundings {
  module: TestingModule;
}

/** The room as an app has it. */
export async function wholeRoom(): Promise<WholeRoom> {
  const around = await surroundings();
  return { ...around, module: await Test.createTestingModule({ providers: around.providers }).compile() };
}

/** A new account in the ledger. */
export async function newAccount({ dataSource }: TestLedger): Promise<string> {
  const id = newId();
  await dataSource.query('INSERT INTO account (id, appid, openid, created_at) VALUES (?, ?, ?, NOW(3))', [
    idToBinary(id),
    officialAccount.appid,
    `o-${id}`,
  ]);
  return id;
}

let sequence = 0;

/** An ID number nobody holds (its prefix was never assigned), another one each time; even sequences are women's. */
export function madeUpIdNumber(birthDate = '1990-01-01', sex: 'female' | 'male' = 'female'): string {
  sequence += 1;
  const digits = `1402${String(90 + Math.floor(sequence / 500))}${birthDate.replaceAll('-', '')}${String(
    ((sequence % 500) * 2 + (sex === 'male' ? 1 : 0)) % 1_000,
  ).padStart(3, '0')}`;
  return digits + checkCharacter(digits);
}
