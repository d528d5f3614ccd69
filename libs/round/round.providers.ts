import type { Provider } from '@nestjs/common';
import { ClinicEntity } from './adapters/clinic.entity.js';
import { ClinicRepository } from './adapters/clinic.repository.js';
import { DraftRepository } from './adapters/draft.repository.js';
import { RoundEntity } from './adapters/round.entity.js';
import { RoundRepository } from './adapters/round.repository.js';
import { SlotEntity } from './adapters/slot.entity.js';
import { AddClinic } from './usecases/add-clinic.js';
import { DraftRound } from './usecases/draft-round.js';
import { EditRound } from './usecases/edit-round.js';
import { ImportClinics } from './usecases/import-clinics.js';
import { ImportSlots } from './usecases/import-slots.js';

export const roundEntities = [ClinicEntity, RoundEntity, SlotEntity];

/** Those who prepare rounds. Around them the app must have TypeORM's `DataSource` and an `AuditTrail`. */
export const roundProviders: Provider[] = [
  ...[RoundRepository, ClinicRepository, DraftRepository],
  ...[AddClinic, ImportClinics, DraftRound, EditRound, ImportSlots],
];
