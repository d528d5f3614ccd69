import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { bookingProviders, BookingLedger } from '#booking';
import { Clock, systemClock } from '#kernel';
import { connectLedger, HotPool } from '#mysql';
import { identityProviders, IdentityConfig, LiveBookings } from '#identity';
import { GateConnection, quotaProviders } from '#quota';
import { connectRedis, type Redis } from '#redis';
import { ClinicEntity, RoundEntity, roundProviders, SlotEntity } from '#round';
import { env } from './env.js';
import { BookingsController } from './http/bookings.controller.js';
import { identityControllers, identityGuards } from './http/identity/identity.http.js';
import { MyBookingsController } from './http/my-bookings.controller.js';
import { RoundsController } from './http/rounds.controller.js';
import { identityConfigOf } from './identity-config.js';

/** Statements of the tap: few connections, each with a full batch, are faster than many with a row. */
const HOT_CONNECTIONS = 4;
/** Insert and second look together stay under the three seconds within which everybody gets an answer. */
const HOT_TIMEOUT_MS = 1_200;
const GATE_TIMEOUT_MS = 700;

const REDIS = Symbol('redis of sign-in');

async function redis(timeoutMs: number): Promise<Redis> {
  const client = connectRedis({ url: env.REDIS_URL, timeoutMs });
  // Every caller hears of a lost connection by its own command; the event needs a listener all the same.
  client.on('error', () => undefined);
  await client.connect().catch(() => undefined);
  return client;
}

@Module({
  controllers: [BookingsController, MyBookingsController, RoundsController, ...identityControllers],
  providers: [
    {
      provide: DataSource,
      useFactory: () => connectLedger({ url: env.MYSQL_URL, entities: [RoundEntity, SlotEntity, ClinicEntity] }),
    },
    {
      provide: HotPool,
      useFactory: () => new HotPool({ url: env.MYSQL_URL, connections: HOT_CONNECTIONS, timeoutMs: HOT_TIMEOUT_MS }),
    },
    { provide: GateConnection, useFactory: async () => new GateConnection(await redis(GATE_TIMEOUT_MS)) },
    { provide: REDIS, useFactory: () => redis(1_000) },
    { provide: Clock, useValue: systemClock },
    { provide: IdentityConfig, useFactory: () => identityConfigOf(env) },
    { provide: LiveBookings, useExisting: BookingLedger },
    ...roundProviders,
    ...quotaProviders,
    ...bookingProviders,
    ...identityProviders(REDIS),
    ...identityGuards,
  ],
})
export class AppModule implements OnApplicationShutdown {
  constructor(private readonly modules: ModuleRef) {}

  async onApplicationShutdown(): Promise<void> {
    this.modules.get(GateConnection).redis.disconnect();
    this.modules.get<Redis>(REDIS).disconnect();
    await this.modules.get(HotPool).end();
    await this.modules.get(DataSource).destroy();
  }
}
