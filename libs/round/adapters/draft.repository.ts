import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RoundDetails } from '../domain/round-draft.js';
import type { RoundFacts, SlotFacts } from '../domain/round.js';
import { RoundEntity } from './round.entity.js';
import { factsOf } from './round.repository.js';
import { SlotEntity } from './slot.entity.js';

export type NewSlot = Omit<SlotFacts, 'id'>;

/** Small enough for one packet and one statement's time limit, large enough that a city's round takes a few. */
const SLOTS_PER_STATEMENT = 1_000;
const PLACES_PER_STATEMENT = 20_000;

/** What changes a round before it is published. Every method works inside the caller's transaction. */
@Injectable()
export class DraftRepository {
  /** The round, held until the transaction ends: nobody edits, fills or arms it meanwhile. */
  async hold(manager: EntityManager, id: number): Promise<RoundFacts | undefined> {
    const row = await manager.findOne(RoundEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    return row ? factsOf(row) : undefined;
  }

  /** @returns the id of the new draft */
  async add(manager: EntityManager, details: RoundDetails): Promise<number> {
    const result = (await manager.query(
      `INSERT INTO round (title, authority, channel, service, declared_quota, opens_at, closes_at, eligibility)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      valuesOf(details),
    )) as { insertId: number };
    return result.insertId;
  }

  async change(manager: EntityManager, id: number, details: RoundDetails): Promise<void> {
    await manager.query(
      `UPDATE round SET title = ?, authority = ?, channel = ?, service = ?, declared_quota = ?, opens_at = ?,
              closes_at = ?, eligibility = ? WHERE id = ?`,
      [...valuesOf(details), id],
    );
  }

  /** Moves every slot of the round by so many days. */
  async shiftDays(manager: EntityManager, roundId: number, days: number): Promise<void> {
    // Uniqueness is checked row by row: the slots in front must make way first.
    const order = days > 0 ? 'DESC' : 'ASC';
    await manager.query(`UPDATE slot SET day = day + INTERVAL ? DAY WHERE round_id = ? ORDER BY day ${order}`, [
      days,
      roundId,
    ]);
  }

  /** Puts these slots and their places, numbered from 1, in the stead of all the round has. */
  async replaceSlots(manager: EntityManager, roundId: number, slots: readonly NewSlot[]): Promise<void> {
    await this.removeSlots(manager, roundId);
    for (let from = 0; from < slots.length; from += SLOTS_PER_STATEMENT) {
      const rows = slots.slice(from, from + SLOTS_PER_STATEMENT);
      await manager.query(
        `INSERT INTO slot (round_id, clinic_id, day, starts, ends, capacity) VALUES ${rows.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}`,
        rows.flatMap(({ clinicId, day, starts, ends, capacity }) => [roundId, clinicId, day, starts, ends, capacity]),
      );
    }
    const stored = await manager.find(SlotEntity, { where: { roundId }, order: { id: 'ASC' } });
    const places = stored.flatMap(({ id, capacity }) =>
      Array.from({ length: capacity }, (_, i) => `(${String(id)},${String(i + 1)})`),
    );
    for (let from = 0; from < places.length; from += PLACES_PER_STATEMENT) {
      await manager.query(
        `INSERT INTO place (slot_id, place_no) VALUES ${places.slice(from, from + PLACES_PER_STATEMENT).join(',')}`,
      );
    }
  }

  private async removeSlots(manager: EntityManager, roundId: number): Promise<void> {
    const slots = await manager.find(SlotEntity, { where: { roundId }, order: { id: 'ASC' } });
    let some: number[] = [];
    let places = 0;
    for (const { id, capacity } of slots) {
      some.push(id);
      places += capacity;
      if (places < PLACES_PER_STATEMENT) continue;
      await manager.query('DELETE FROM place WHERE slot_id IN (?)', [some]);
      [some, places] = [[], 0];
    }
    if (some.length > 0) await manager.query('DELETE FROM place WHERE slot_id IN (?)', [some]);
    await manager.query('DELETE FROM slot WHERE round_id = ?', [roundId]);
  }
}

function valuesOf({ title, authority, channel, service, declaredQuota, ...rest }: RoundDetails): unknown[] {
  const { opensAtMs, closesAtMs, eligibility } = rest;
  const window = [new Date(opensAtMs), closesAtMs === null ? null : new Date(closesAtMs)];
  return [title, authority, channel, service, declaredQuota, ...window, JSON.stringify(eligibility)];
}
