import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { inTransaction } from '#mysql';
import { roundMoves, type ClinicFacts, type RoundFacts, type RoundState, type SlotFacts } from '../domain/round.js';
import { ClinicEntity } from './clinic.entity.js';
import { RoundEntity } from './round.entity.js';
import { SlotEntity } from './slot.entity.js';

/** Places of one slot whose numbers follow each other. */
export interface PlaceRun {
  slotId: number;
  lowest: number;
  highest: number;
}

/** What the ledger says of rounds and their slots. One method, one question. */
@Injectable()
export class RoundRepository {
  constructor(private readonly ledger: DataSource) {}

  async find(id: number): Promise<RoundFacts | undefined> {
    const row = await this.ledger.manager.findOneBy(RoundEntity, { id });
    return row ? factsOf(row) : undefined;
  }

  async list(states?: RoundState[]): Promise<RoundFacts[]> {
    const rows = await this.ledger.manager.find(RoundEntity, {
      ...(states && { where: { state: In(states) } }),
      order: { opensAt: 'DESC', id: 'DESC' },
    });
    return rows.map(factsOf);
  }

  /** The slots of a round by clinic, day and hour. */
  async slotsOf(roundId: number): Promise<SlotFacts[]> {
    const rows = await this.ledger.manager.find(SlotEntity, {
      where: { roundId },
      order: { clinicId: 'ASC', day: 'ASC', starts: 'ASC' },
    });
    return rows.map(({ id, clinicId, day, starts, ends, capacity }) => ({ id, clinicId, day, starts, ends, capacity }));
  }

  async clinicsOf(roundId: number): Promise<ClinicFacts[]> {
    return this.ledger.manager
      .createQueryBuilder(ClinicEntity, 'clinic')
      .where('clinic.id IN (SELECT clinic_id FROM slot WHERE round_id = :roundId)', { roundId })
      .orderBy('clinic.id')
      .getMany();
  }

  async countPlaces(roundId: number, manager = this.ledger.manager): Promise<number> {
    const [row] = (await manager.query(
      'SELECT COUNT(*) AS places FROM place JOIN slot ON slot.id = place.slot_id WHERE slot.round_id = ?',
      [roundId],
    )) as { places: number | string }[];
    return Number(row?.places ?? 0);
  }

  /** The places of a round as unbroken runs within one slot, lowest first. */
  async placeRuns(roundId: number): Promise<PlaceRun[]> {
    const rows = (await this.ledger.query(
      `SELECT slot_id AS slotId, MIN(place_no) AS lowest, MAX(place_no) AS highest
         FROM (SELECT place.slot_id, place_no,
                      CAST(place_no AS SIGNED) - CAST(ROW_NUMBER() OVER (PARTITION BY place.slot_id ORDER BY place_no) AS SIGNED) AS run
                 FROM place JOIN slot ON slot.id = place.slot_id WHERE slot.round_id = ?) AS numbered
        GROUP BY slot_id, run ORDER BY slot_id, lowest`,
      [roundId],
    )) as Record<keyof PlaceRun, number | string>[];
    return rows.map((row) => ({
      slotId: Number(row.slotId),
      lowest: Number(row.lowest),
      highest: Number(row.highest),
    }));
  }

  /**
   * Moves the stored state if it is one of `from`. Of any number of callers at once, one moves it.
   * @returns whether this call moved it
   */
  async moveTo(id: number, from: readonly RoundState[], to: RoundState): Promise<boolean> {
    const lawful = from.filter((state) => roundMoves[state].includes(to));
    const result = await this.ledger.manager.update(RoundEntity, { id, state: In(lawful) }, { state: to });
    return result.affected === 1;
  }

  /**
   * Publishes a draft whose places are as many as declared. Both are read and the state is moved while nobody can edit the
   * round or replace its slots.
   * @returns `armed` if this call moved it, else what stood against it
   */
  async armDraft(id: number): Promise<{ kind: 'armed' | 'no-draft' } | { kind: 'mismatch'; places: number }> {
    return inTransaction(this.ledger, async (manager) => {
      const [held] = (await manager.query(
        "SELECT declared_quota AS quota FROM round WHERE id = ? AND state = 'draft' FOR UPDATE",
        [id],
      )) as { quota: number }[];
      if (!held) return { kind: 'no-draft' };
      const places = await this.countPlaces(id, manager);
      if (places !== held.quota) return { kind: 'mismatch', places };
      await manager.update(RoundEntity, { id }, { state: 'armed' });
      return { kind: 'armed' };
    });
  }

  /** Moves the opening and closing instants of a round whose state is one of `states`. */
  async moveWindow(id: number, states: RoundState[], opensAtMs: number, closesAtMs: number | null): Promise<boolean> {
    const result = await this.ledger.manager.update(
      RoundEntity,
      { id, state: In(states) },
      { opensAt: new Date(opensAtMs), closesAt: closesAtMs === null ? null : new Date(closesAtMs) },
    );
    return result.affected === 1;
  }

  /**
   * Makes every grant of the gate's past void: statements that carry an older epoch are refused from here on. Waits for
   * those under way, which hold the round's row shared.
   * @returns the new epoch, or undefined when `epoch` was not the present one (another caller was first)
   */
  async bumpEpoch(id: number, epoch: number): Promise<number | undefined> {
    const result = await this.ledger.manager.update(RoundEntity, { id, gateEpoch: epoch }, { gateEpoch: epoch + 1 });
    return result.affected === 1 ? epoch + 1 : undefined;
  }
}

export function factsOf(row: RoundEntity): RoundFacts {
  const { id, title, authority, channel, service, declaredQuota, state, gateEpoch, eligibility, allocation } = row;
  return {
    ...{ id, title, authority, channel, service, declaredQuota, state, gateEpoch, eligibility, allocation },
    opensAtMs: row.opensAt.getTime(),
    closesAtMs: row.closesAt?.getTime() ?? null,
  };
}
