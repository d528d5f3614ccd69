import type { DataSource } from 'typeorm';
import { AuditTrail } from '#audit';
import {
  BookingLedger,
  BookPlace,
  CancelBooking,
  EnterBooking,
  FindLiveBooking,
  type BookPlaceRequest,
} from '#booking';
import { newId, systemClock } from '#kernel';
import { HotPool, idToBinary } from '#mysql';
import {
  ArmRound,
  FollowRound,
  KeepGate,
  MoveOpening,
  RebuildGate,
  ReconcileRound,
  SteerGate,
  SteerRound,
} from '#opening';
import { AskGate, GateConnection, RedisGate, type Gate } from '#quota';
import { connectRedis, type Redis } from '#redis';
import { ClinicEntity, RoundDirectory, RoundEntity, RoundRepository, SlotEntity } from '#round';
import type { TestLedger } from '../../../apps/stack/src/testing.js';

export const entities = [RoundEntity, SlotEntity, ClinicEntity];

/** The rooms of one process, wired as the applications wire them, on a ledger and a gate it shares with others. */
export class Heart {
  readonly rounds: RoundRepository;
  readonly directory: RoundDirectory;
  readonly ledger: BookingLedger;
  readonly bookPlace: BookPlace;
  readonly cancelBooking: CancelBooking;
  readonly arm: ArmRound;
  readonly steer: SteerRound;
  readonly moveOpening: MoveOpening;
  readonly keep: KeepGate;
  readonly rebuild: RebuildGate;
  readonly reconcile: ReconcileRound;
  readonly follow: FollowRound;

  private constructor(
    readonly dataSource: DataSource,
    readonly hotPool: HotPool,
    readonly redis: Redis,
    readonly gate: Gate,
  ) {
    const audit = new AuditTrail(dataSource, systemClock);
    this.rounds = new RoundRepository(dataSource);
    this.directory = new RoundDirectory(this.rounds);
    this.ledger = new BookingLedger(hotPool);
    this.bookPlace = new BookPlace(
      this.directory,
      new AskGate(gate),
      gate,
      new EnterBooking(this.ledger),
      new FindLiveBooking(this.ledger),
      this.ledger,
    );
    this.cancelBooking = new CancelBooking(this.ledger, gate, systemClock);
    this.rebuild = new RebuildGate(this.rounds, this.ledger, gate);
    const steerGate = new SteerGate(this.rounds, gate);
    this.arm = new ArmRound(this.rounds, gate, this.rebuild, audit);
    this.steer = new SteerRound(this.rounds, steerGate, audit);
    this.moveOpening = new MoveOpening(this.rounds, gate, audit);
    this.keep = new KeepGate(this.rounds, gate, this.rebuild, audit);
    this.reconcile = new ReconcileRound(this.ledger, gate);
    this.follow = new FollowRound(this.rounds, gate, audit);
  }

  /** `gate`: what stands in for the real one, in the tests that show what it is for. */
  static async start(test: TestLedger, redisUrl: string, gate?: Gate): Promise<Heart> {
    const redis = connectRedis({ url: redisUrl, timeoutMs: 5_000 });
    redis.on('error', () => undefined);
    await redis.connect();
    const hotPool = new HotPool({ url: test.url, connections: 4, timeoutMs: 10_000 });
    return new Heart(test.dataSource, hotPool, redis, gate ?? new RedisGate(new GateConnection(redis)));
  }

  async stop(): Promise<void> {
    this.redis.disconnect();
    await this.hotPool.end();
  }
}

export interface TestRound {
  roundId: number;
  slotIds: number[];
  clinicId: number;
}

/** A round that was drafted but not armed: one clinic, one slot of each capacity. */
export async function draftRound(
  dataSource: DataSource,
  capacities: number[],
  opensInMs = -60_000,
): Promise<TestRound> {
  const clinic = await dataSource.manager.save(ClinicEntity, {
    ...{ code: newId().slice(-12), name: 'clinic', district: 'district', address: 'address', phone: '0' },
  });
  const round = await dataSource.manager.save(RoundEntity, {
    ...{ title: 'round', authority: 'authority', channel: 'channel', service: 'service' },
    declaredQuota: capacities.reduce((sum, capacity) => sum + capacity, 0),
    opensAt: new Date(Date.now() + opensInMs),
    closesAt: null,
    state: 'draft',
    gateEpoch: 0,
    eligibility: {},
    allocation: 'first-come',
  });
  const slotIds: number[] = [];
  for (const [i, capacity] of capacities.entries()) {
    const day = new Date(Date.UTC(2030, 0, 1 + i)).toISOString().slice(0, 10);
    const at = { roundId: round.id, clinicId: clinic.id, day, starts: '08:30', ends: '11:30', capacity };
    const slot = await dataSource.manager.save(SlotEntity, at);
    const rows = Array.from({ length: capacity }, (_, no) => `(${String(slot.id)}, ${String(no + 1)})`);
    await dataSource.query(`INSERT INTO place (slot_id, place_no) VALUES ${rows.join(',')}`);
    slotIds.push(slot.id);
  }
  return { roundId: round.id, slotIds, clinicId: clinic.id };
}

/** Persons with an account each, as bare rows: what they are called does not matter here. */
export async function makePersons(
  dataSource: DataSource,
  count: number,
): Promise<{ personId: string; accountId: string }[]> {
  const people = Array.from({ length: count }, () => ({ personId: newId(), accountId: newId() }));
  const now = new Date();
  for (let from = 0; from < count; from += 500) {
    const some = people.slice(from, from + 500);
    await dataSource.query('INSERT INTO account (id, appid, openid, created_at) VALUES ?', [
      some.map(({ accountId }) => [idToBinary(accountId), 'test', accountId, now]),
    ]);
    await dataSource.query(
      'INSERT INTO person (id, id_index, name_sealed, id_number_sealed, verified_at, verified_by) VALUES ?',
      [
        some.map(({ personId }) => {
          const id = idToBinary(personId);
          return [id, Buffer.concat([id, id]), Buffer.from('x'), Buffer.from('x'), now, 'test'];
        }),
      ],
    );
  }
  return people;
}

export function tapOf(
  roundId: number,
  person: { personId: string; accountId: string },
  key = newId(),
): BookPlaceRequest {
  return { roundId, ...person, idempotencyKey: key, choices: [{ any: true }] };
}

/** What the ledger holds of a round, counted by the server itself. */
export async function count(
  dataSource: DataSource,
  roundId: number,
): Promise<{ live: number; places: number; persons: number }> {
  const [row] = (await dataSource.query(
    `SELECT COUNT(*) AS live, COUNT(DISTINCT slot_id, place_no) AS places, COUNT(DISTINCT person_id) AS persons
       FROM booking WHERE round_id = ? AND active = 1`,
    [roundId],
  )) as { live: number | string; places: number | string; persons: number | string }[];
  return { live: Number(row?.live), places: Number(row?.places), persons: Number(row?.persons) };
}
