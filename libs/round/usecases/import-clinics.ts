import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditTrail } from '#audit';
import { inTransaction, violatedConstraint } from '#mysql';
import { ClinicRepository } from '../adapters/clinic.repository.js';
import { clinicColumns, readClinicRows, type ClinicDetails } from '../domain/clinic-rows.js';
import { readCsvTable } from '../domain/csv-table.js';
import { refuseFaults } from '../domain/import-fault.js';
import type { ClinicFacts } from '../domain/round.js';

export interface ClinicsFile {
  /** CSV with the columns `clinic_code,name,district,address,phone`. */
  csv: Uint8Array;
  /** A staff user name. */
  actor: string;
}

export interface ClinicsImported {
  rows: number;
  imported: number;
  added: number;
  /** Codes that were there already, with other details. */
  updated: string[];
  unchanged: number;
  errors: [];
}

/** Somebody else adding the same clinics at the same moment is met at most this often. */
const MOST_TRIES = 3;

/** Takes in a file of clinics, all of it or nothing. A clinic that is there already gets the file's details. */
@Injectable()
export class ImportClinics {
  constructor(
    private readonly ledger: DataSource,
    private readonly clinics: ClinicRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Refusal `round/import-invalid` with facts `{ errors, errorCount }` */
  async execute({ csv, actor }: ClinicsFile): Promise<ClinicsImported> {
    const table = readCsvTable(csv, clinicColumns);
    const { clinics, faults } = readClinicRows(table.rows);
    refuseFaults([...table.faults, ...faults]);
    // One order for all, so that two files wait for each other instead of each holding what the other needs.
    const inOrder = clinics.toSorted((a, b) => (a.code < b.code ? -1 : 1));
    for (let tried = 1; ; tried += 1) {
      try {
        return await this.store(inOrder, actor);
      } catch (error) {
        if (violatedConstraint(error) !== 'uq_clinic_code' || tried === MOST_TRIES) throw error;
      }
    }
  }

  private store(clinics: readonly ClinicDetails[], actor: string): Promise<ClinicsImported> {
    return inTransaction(this.ledger, async (manager) => {
      const known = await this.clinics.hold(
        manager,
        clinics.map(({ code }) => code),
      );
      const added = clinics.filter(({ code }) => !known.has(code));
      const updated = clinics.filter((clinic) => differs(clinic, known.get(clinic.code)));
      await this.clinics.add(manager, added);
      for (const clinic of updated) {
        const before = known.get(clinic.code);
        if (before) await this.clinics.change(manager, before.id, clinic);
      }
      const unchanged = clinics.length - added.length - updated.length;
      const what = `${String(added.length)} added, ${String(updated.length)} updated, ${String(unchanged)} unchanged`;
      await this.audit.record({ actor, action: 'round/import-clinics', subject: 'clinics', reason: what }, manager);
      const all = { rows: clinics.length, imported: clinics.length, errors: [] as [] };
      return { ...all, added: added.length, updated: updated.map(({ code }) => code), unchanged };
    });
  }
}

function differs(clinic: ClinicDetails, known: ClinicFacts | undefined): boolean {
  return (
    known !== undefined &&
    (['name', 'district', 'address', 'phone'] as const).some((field) => clinic[field] !== known[field])
  );
}
