import { AuditTrail } from '#audit';
import { systemClock } from '#kernel';
import {
  ClinicEntity,
  DraftRound,
  EditRound,
  AddClinic,
  ImportClinics,
  ImportSlots,
  RoundEntity,
  RoundRepository,
  SlotEntity,
  type RoundDetails,
  type RoundFacts,
} from '#round';
import { testLedger, type TestLedger } from '../../../apps/stack/src/testing.js';
import { ClinicRepository } from '../adapters/clinic.repository.js';
import { DraftRepository } from '../adapters/draft.repository.js';

export const opensAtMs = Date.parse('2023-12-20T08:00:00+08:00');

export const datong: RoundDetails = {
  title: '九价HPV疫苗线上预约（新一轮）',
  authority: '大同市疾病预防控制中心',
  channel: '山西疾控动态（微信公众号）',
  service: '九价HPV疫苗',
  declaredQuota: 3_392,
  opensAtMs,
  closesAtMs: null,
  eligibility: { sex: 'female', minAge: 9, maxAge: 45 },
};

/** The room on a ledger of its own. */
export class RoundRoom {
  readonly audit: AuditTrail;
  readonly rounds: RoundRepository;
  readonly clinics: ClinicRepository;
  readonly importClinics: ImportClinics;
  readonly importSlots: ImportSlots;
  readonly draftRound: DraftRound;
  readonly editRound: EditRound;
  readonly addClinic: AddClinic;

  private constructor(readonly ledger: TestLedger) {
    const { dataSource } = ledger;
    const drafts = new DraftRepository();
    this.audit = new AuditTrail(dataSource, systemClock);
    this.rounds = new RoundRepository(dataSource);
    this.clinics = new ClinicRepository(dataSource);
    this.importClinics = new ImportClinics(dataSource, this.clinics, this.audit);
    this.importSlots = new ImportSlots(dataSource, this.rounds, this.clinics, drafts, this.audit);
    this.draftRound = new DraftRound(dataSource, drafts, this.audit);
    this.editRound = new EditRound(dataSource, drafts, this.audit);
    this.addClinic = new AddClinic(dataSource, this.clinics, this.audit);
  }

  static async open(): Promise<RoundRoom> {
    return new RoundRoom(await testLedger([ClinicEntity, RoundEntity, SlotEntity]));
  }

  async close(): Promise<void> {
    await this.ledger.close();
  }

  draft(changes: Partial<RoundDetails> = {}): Promise<RoundFacts> {
    return this.draftRound.execute({ ...datong, ...changes }, 'ops');
  }

  /** Everything the room keeps, for saying that nothing of it changed. */
  async contents(): Promise<unknown> {
    const tables = ['clinic', 'round', 'slot', 'place', 'audit_event'];
    return Promise.all(tables.map((table) => this.ledger.dataSource.query(`SELECT * FROM ${table} ORDER BY 1, 2`)));
  }
}

/** `clinic_code,day,starts,ends,capacity` of every slot, as the ledger has them. */
export async function slotLines(room: RoundRoom, roundId: number): Promise<string[]> {
  const rows = (await room.ledger.dataSource.query(
    `SELECT clinic.code, slot.day, starts, ends, capacity, COUNT(place.place_no) AS places, MIN(place.place_no) AS lowest,
            MAX(place.place_no) AS highest
       FROM slot JOIN clinic ON clinic.id = clinic_id LEFT JOIN place ON place.slot_id = slot.id
      WHERE round_id = ? GROUP BY slot.id ORDER BY clinic.code, slot.day, starts`,
    [roundId],
  )) as Record<'code' | 'day' | 'starts' | 'ends' | 'capacity' | 'places' | 'lowest' | 'highest', string | number>[];
  return rows.map(({ code, day, starts, ends, capacity, places, lowest, highest }) => {
    if (Number(places) !== capacity || Number(lowest) !== 1 || Number(highest) !== capacity) {
      throw new Error(`slot ${String(code)} ${String(day)} ${String(starts)} has not places 1 to ${String(capacity)}`);
    }
    return [code, day, starts, ends, capacity].join(',');
  });
}

export async function refusalOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => {
      throw new Error('was not refused');
    },
    (error: unknown) => error,
  );
}
