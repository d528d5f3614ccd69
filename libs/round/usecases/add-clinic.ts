import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditTrail } from '#audit';
import { Refusal } from '#kernel';
import { inTransaction, violatedConstraint } from '#mysql';
import { ClinicRepository } from '../adapters/clinic.repository.js';
import type { ClinicDetails } from '../domain/clinic-rows.js';
import type { ClinicFacts } from '../domain/round.js';

/** Adds one clinic, by hand. */
@Injectable()
export class AddClinic {
  constructor(
    private readonly ledger: DataSource,
    private readonly clinics: ClinicRepository,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @param clinic within `clinicLimits`
   * @throws Refusal `round/clinic-duplicate`
   */
  async execute(clinic: ClinicDetails, actor: string): Promise<ClinicFacts> {
    try {
      return await inTransaction(this.ledger, async (manager) => {
        await this.clinics.add(manager, [clinic]);
        const subject = `clinic:${clinic.code}`;
        await this.audit.record({ actor, action: 'round/add-clinic', subject, reason: 'added by hand' }, manager);
        const added = await this.clinics.findByCode(manager, clinic.code);
        if (!added) throw new Error('a clinic just added is not there');
        return added;
      });
    } catch (error) {
      if (violatedConstraint(error) === 'uq_clinic_code') throw new Refusal('round/clinic-duplicate');
      throw error;
    }
  }
}
