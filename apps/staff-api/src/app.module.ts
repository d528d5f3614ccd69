import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { APP_GUARD, ModuleRef } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AuditTrail } from '#audit';
import { bookingProviders } from '#booking';
import { Clock, systemClock } from '#kernel';
import { connectLedger, HotPool } from '#mysql';
import { openingProviders } from '#opening';
import { GateConnection, quotaProviders } from '#quota';
import { connectRedis } from '#redis';
import { ClinicEntity, draftingProviders, RoundEntity, roundProviders, SlotEntity } from '#round';
import { SecretCipher, staffProviders } from '#staff';
import { env } from './env.js';
import { AuditController } from './http/audit.controller.js';
import { AuthController } from './http/auth.controller.js';
import { ClinicsController } from './http/clinics.controller.js';
import { MeController } from './http/me.controller.js';
import { RoundSteeringController } from './http/round-steering.controller.js';
import { RoundsController } from './http/rounds.controller.js';
import { StaffGuard } from './http/staff.guard.js';
import { StaffStrategy } from './http/staff.strategy.js';
import { secretCipher } from './secret-cipher.js';

const entities = [RoundEntity, SlotEntity, ClinicEntity];

@Module({
  controllers: [
    AuthController,
    MeController,
    ClinicsController,
    RoundsController,
    RoundSteeringController,
    AuditController,
  ],
  providers: [
    { provide: DataSource, useFactory: () => connectLedger({ url: env.MYSQL_URL, entities }) },
    { provide: HotPool, useFactory: () => new HotPool({ url: env.MYSQL_URL, connections: 2, timeoutMs: 2_500 }) },
    {
      provide: GateConnection,
      useFactory: async () => {
        const redis = connectRedis({ url: env.REDIS_URL });
        // Rounds are prepared without the gate; whoever needs it hears of a lost connection by its own command.
        redis.on('error', () => undefined);
        await redis.connect().catch(() => undefined);
        return new GateConnection(redis);
      },
    },
    { provide: Clock, useValue: systemClock },
    { provide: SecretCipher, useFactory: () => secretCipher(env.STAFF_KEYS) },
    AuditTrail,
    ...roundProviders,
    ...draftingProviders,
    ...quotaProviders,
    ...bookingProviders,
    ...openingProviders,
    ...staffProviders,
    StaffStrategy,
    // Before every route of the application: one that says nothing of who may use it is closed.
    { provide: APP_GUARD, useClass: StaffGuard },
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
