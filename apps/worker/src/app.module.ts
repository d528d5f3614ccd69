import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AuditTrail } from '#audit';
import { bookingProviders } from '#booking';
import { Clock, systemClock } from '#kernel';
import { connectLedger, HotPool } from '#mysql';
import { openingProviders } from '#opening';
import { GateConnection, quotaProviders } from '#quota';
import { connectRedis } from '#redis';
import { ClinicEntity, RoundEntity, roundProviders, SlotEntity } from '#round';
import { env } from './env.js';

const entities = [RoundEntity, SlotEntity, ClinicEntity];

@Module({
  providers: [
    { provide: DataSource, useFactory: () => connectLedger({ url: env.MYSQL_URL, entities, poolSize: 4 }) },
    { provide: HotPool, useFactory: () => new HotPool({ url: env.MYSQL_URL, connections: 2, timeoutMs: 10_000 }) },
    {
      provide: GateConnection,
      useFactory: async () => {
        const redis = connectRedis({ url: env.REDIS_URL, timeoutMs: 2_000 });
        redis.on('error', () => undefined);
        await redis.connect().catch(() => undefined);
        return new GateConnection(redis);
      },
    },
    { provide: Clock, useValue: systemClock },
    AuditTrail,
    ...roundProviders,
    ...quotaProviders,
    ...bookingProviders,
    ...openingProviders,
  ],
})
export class AppModule implements OnApplicationShutdown {
  constructor(private readonly modules: ModuleRef) {}

  async onApplicationShutdown(): Promise<void> {
    this.modules.get(GateConnection).redis.disconnect();
    await this.modules.get(HotPool).end();
    await this.modules.get(DataSource).destroy();
  }
}
