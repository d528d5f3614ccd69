import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import type { ClinicDetails } from '../domain/clinic-rows.js';
import type { ClinicFacts } from '../domain/round.js';
import { ClinicEntity } from './clinic.entity.js';

const ROWS_PER_STATEMENT = 500;

/** The clinics of the ledger. None is ever removed: slots of past rounds point at them. */
@Injectable()
export class ClinicRepository {
  constructor(private readonly ledger: DataSource) {}

  async list(): Promise<ClinicFacts[]> {
    return this.ledger.manager.find(ClinicEntity, { order: { code: 'ASC' } });
  }

  async idsByCode(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.ledger.manager.find(ClinicEntity, { select: { id: true, code: true } });
    return new Map(rows.map(({ id, code }) => [code, id]));
  }

  /** Those of these codes that exist, held until the transaction ends so that nobody changes them meanwhile. */
  async hold(manager: EntityManager, codes: readonly string[]): Promise<Map<string, ClinicFacts>> {
    const held = new Map<string, ClinicFacts>();
    for (let from = 0; from < codes.length; from += ROWS_PER_STATEMENT) {
      const clinics = await manager.find(ClinicEntity, {
        where: { code: In(codes.slice(from, from + ROWS_PER_STATEMENT)) },
        order: { code: 'ASC' },
        lock: { mode: 'pessimistic_write' },
      });
      for (const clinic of clinics) held.set(clinic.code, clinic);
    }
    return held;
  }

  /** Fails on `uq_clinic_code` when one of them exists. */
  async add(manager: EntityManager, clinics: readonly ClinicDetails[]): Promise<void> {
    for (let from = 0; from < clinics.length; from += ROWS_PER_STATEMENT) {
      const rows = clinics.slice(from, from + ROWS_PER_STATEMENT);
      await manager.query(
        `INSERT INTO clinic (code, name, district, address, phone) VALUES ${rows.map(() => '(?, ?, ?, ?, ?)').join(', ')}`,
        rows.flatMap(({ code, name, district, address, phone }) => [code, name, district, address, phone]),
      );
    }
  }

  async change(manager: EntityManager, id: number, { name, district, address, phone }: ClinicDetails): Promise<void> {
    await manager.update(ClinicEntity, { id }, { name, district, address, phone });
  }

  async findByCode(manager: EntityManager, code: string): Promise<ClinicFacts | undefined> {
    return (await manager.findOneBy(ClinicEntity, { code })) ?? undefined;
  }
}
