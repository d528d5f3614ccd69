import type { DataSource } from 'typeorm';
import { AuditTrail } from '#audit';
import { BookingLedger } from '#booking';
import { systemClock } from '#kernel';
import { connectLedger, HotPool, migrate } from '#mysql';
import { ArmRound, RebuildGate } from '#opening';
import { GateConnection, RedisGate } from '#quota';
import { connectRedis, type Redis } from '#redis';
import { ClinicEntity, RoundEntity, RoundRepository, SlotEntity } from '#round';
import { personSql } from './crowd.js';

const CLINICS = 20;
const DAYS = 10;
/** Loading hundreds of thousands of rows or places is one statement; nobody waits for it. */
const TIMEOUT_MS = 120_000;

export const SLOTS = CLINICS * DAYS;

export interface BenchRound {
  roundId: number;
  slotIds: readonly number[];
  places: number;
}

/** What a ledger holds of a round: live bookings, the different persons in them, and the different places. */
export interface LedgerCount {
  live: number;
  persons: number;
  places: number;
}

/** The product's ledger and gate, filled for the bench: rows that many people would have made one by one. */
export class BenchLedger {
  private people = 0;

  private constructor(
    private readonly dataSource: DataSource,
    private readonly pool: HotPool,
    private readonly redis: Redis,
    private readonly clinicIds: readonly number[],
  ) {}

  static async create(mysqlUrl: string, redisUrl: string): Promise<BenchLedger> {
    const entities = [RoundEntity, SlotEntity, ClinicEntity];
    const dataSource = await connectLedger({ url: mysqlUrl, entities, queryTimeoutMs: TIMEOUT_MS });
    await migrate(dataSource);
    const pool = new HotPool({ url: mysqlUrl, connections: 1, timeoutMs: TIMEOUT_MS });
    const redis = connectRedis({ url: redisUrl, timeoutMs: TIMEOUT_MS });
    redis.on('error', () => undefined);
    await redis.connect();
    const clinics = Array.from({ length: CLINICS }, (_, i) => ({
      ...{ code: `bench-${String(i)}`, name: '城区接种门诊', district: '平城区', address: '迎宾街一号', phone: '0' },
    }));
    const saved = await dataSource.manager.save(ClinicEntity, clinics);
    return new BenchLedger(
      dataSource,
      pool,
      redis,
      saved.map(({ id }) => id),
    );
  }

  /** Sees to it that persons number 0 to `count` - 1 are there, with an account each. */
  async ensurePeople(count: number): Promise<void> {
    if (count <= this.people) return;
    const { personId, accountId } = personSql('seq');
    const numbers = `seq_${String(this.people)}_to_${String(count - 1)}`;
    await this.dataSource.query(
      `INSERT INTO account (id, appid, openid, created_at) SELECT ${accountId}, 'bench', CONCAT('o', seq), NOW(3) FROM ${numbers}`,
    );
    await this.dataSource.query(
      `INSERT INTO person (id, id_index, name_sealed, id_number_sealed, verified_at, verified_by)
       SELECT ${personId}, UNHEX(SHA2(seq, 256)), REPEAT('x', 40), REPEAT('x', 48), NOW(3), 'bench' FROM ${numbers}`,
    );
    this.people = count;
  }

  /** An open round of {@link SLOTS} slots with so many places each; the gate is armed. */
  async openRound(placesPerSlot: number): Promise<BenchRound> {
    const places = SLOTS * placesPerSlot;
    const { id: roundId } = await this.dataSource.manager.save(RoundEntity, {
      ...{ title: 'bench', authority: 'bench', channel: 'bench', service: 'bench', allocation: 'first-come' as const },
      ...{ declaredQuota: places, opensAt: new Date(Date.now() - 60_000), closesAt: null },
      ...{ state: 'draft' as const, gateEpoch: 0, eligibility: {} },
    });
    const slots = this.clinicIds.flatMap((clinicId) =>
      Array.from({ length: DAYS }, (_, i) => {
        const day = new Date(Date.UTC(2030, 0, 1 + i)).toISOString().slice(0, 10);
        return { roundId, clinicId, day, starts: '08:30', ends: '11:30', capacity: placesPerSlot };
      }),
    );
    const slotIds = (await this.dataSource.manager.save(SlotEntity, slots)).map(({ id }) => id);
    await this.dataSource.query(
      `INSERT INTO place (slot_id, place_no)
       SELECT slot.id, seq FROM slot JOIN seq_1_to_${String(placesPerSlot)} WHERE slot.round_id = ? ORDER BY slot.id, seq`,
      [roundId],
    );
    await this.arm(roundId);
    return { roundId, slotIds, places };
  }

  /** As the server counts it. */
  async count(roundId: number): Promise<LedgerCount> {
    const [row] = (await this.dataSource.query(
      `SELECT COUNT(*) AS live, COUNT(DISTINCT person_id) AS persons, COUNT(DISTINCT slot_id, place_no) AS places
         FROM booking WHERE round_id = ? AND active = 1`,
      [roundId],
    )) as Record<keyof LedgerCount, number | string>[];
    return { live: Number(row?.live), persons: Number(row?.persons), places: Number(row?.places) };
  }

  async versions(): Promise<{ mariadb: string; redis: string }> {
    const [row] = (await this.dataSource.query('SELECT VERSION() AS version')) as { version: string }[];
    const redis = /redis_version:(\S+)/.exec(await this.redis.info('server'))?.[1];
    return { mariadb: row?.version ?? 'unknown', redis: redis ?? 'unknown' };
  }

  async close(): Promise<void> {
    this.redis.disconnect();
    await this.pool.end();
    await this.dataSource.destroy();
  }

  private async arm(roundId: number): Promise<void> {
    const rounds = new RoundRepository(this.dataSource);
    const gate = new RedisGate(new GateConnection(this.redis));
    const rebuild = new RebuildGate(rounds, new BookingLedger(this.pool), gate);
    const arm = new ArmRound(rounds, gate, rebuild, new AuditTrail(this.dataSource, systemClock));
    await arm.execute({ roundId, actor: 'bench', reason: 'to be measured' });
  }
}
