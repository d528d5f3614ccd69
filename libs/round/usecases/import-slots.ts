import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditTrail } from '#audit';
import { inTransaction } from '#mysql';
import { ClinicRepository } from '../adapters/clinic.repository.js';
import { DraftRepository } from '../adapters/draft.repository.js';
import { RoundRepository } from '../adapters/round.repository.js';
import { beijingDay, dayAfter } from '../domain/calendar-day.js';
import { readCsvTable } from '../domain/csv-table.js';
import { importFault, refuseFaults } from '../domain/import-fault.js';
import { requireDraft } from '../domain/round-draft.js';
import { readSlotRows, slotColumns, type SlotRow } from '../domain/slot-rows.js';

export interface SlotsFile {
  roundId: number;
  /** CSV with the columns `clinic_code,day_after_opening,starts,ends,capacity`. */
  csv: Uint8Array;
  /** A staff user name. */
  actor: string;
}

export interface SlotsImported {
  rows: number;
  imported: number;
  clinics: number;
  /** The capacities together. */
  places: number;
  declaredQuota: number;
  /** The round cannot be armed before this is true. */
  matchesDeclaredQuota: boolean;
  errors: [];
}

/** Takes in the slots of a draft, all of the file or nothing, in the stead of those it had. */
@Injectable()
export class ImportSlots {
  constructor(
    private readonly ledger: DataSource,
    private readonly rounds: RoundRepository,
    private readonly clinics: ClinicRepository,
    private readonly drafts: DraftRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Refusal `round/unknown` | `round/wrong-state` | `round/import-invalid` with facts `{ errors, errorCount }` */
  async execute({ roundId, csv, actor }: SlotsFile): Promise<SlotsImported> {
    requireDraft(await this.rounds.find(roundId));
    const table = readCsvTable(csv, slotColumns);
    const { slots, faults } = readSlotRows(table.rows);
    const clinicIds = await this.clinics.idsByCode();
    const strangers = table.rows.filter(({ cells }) => cells.clinic_code !== '' && !clinicIds.has(cells.clinic_code));
    const unknown = strangers.map(({ row }) => importFault(row, 'clinic_code', 'clinic-unknown'));
    refuseFaults([...table.faults, ...faults, ...unknown]);
    return this.store(roundId, slots, clinicIds, actor);
  }

  private store(
    roundId: number,
    slots: readonly SlotRow[],
    clinicIds: ReadonlyMap<string, number>,
    actor: string,
  ): Promise<SlotsImported> {
    return inTransaction(this.ledger, async (manager) => {
      const { opensAtMs, declaredQuota } = requireDraft(await this.drafts.hold(manager, roundId));
      const openingDay = beijingDay(opensAtMs);
      const newSlots = slots.map(({ clinicCode, dayAfterOpening, starts, ends, capacity }) => ({
        ...{ starts, ends, capacity, day: dayAfter(openingDay, dayAfterOpening) },
        clinicId: idOf(clinicIds, clinicCode),
      }));
      await this.drafts.replaceSlots(manager, roundId, newSlots);
      const places = slots.reduce((sum, { capacity }) => sum + capacity, 0);
      const what = `${String(slots.length)} slots, ${String(places)} places`;
      const subject = `round:${String(roundId)}`;
      await this.audit.record({ actor, action: 'round/import-slots', subject, reason: what }, manager);
      return {
        ...{ rows: slots.length, imported: slots.length, errors: [] },
        ...{ clinics: new Set(slots.map(({ clinicCode }) => clinicCode)).size, places, declaredQuota },
        matchesDeclaredQuota: places === declaredQuota,
      };
    });
  }
}

function idOf(clinicIds: ReadonlyMap<string, number>, code: string): number {
  const id = clinicIds.get(code);
  if (id === undefined) throw new Error('a clinic that was there is gone');
  return id;
}
