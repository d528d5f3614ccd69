import type { Provider } from '@nestjs/common';
import { ClinicRepository } from './adapters/clinic.repository.js';
import { DraftRepository } from './adapters/draft.repository.js';
import { RoundRepository } from './adapters/round.repository.js';
import { AddClinic } from './usecases/add-clinic.js';
import { DraftRound } from './usecases/draft-round.js';
import { EditRound } from './usecases/edit-round.js';
import { ImportClinics } from './usecases/import-clinics.js';
import { ImportSlots } from './usecases/import-slots.js';
import { RoundDirectory } from './usecases/round-directory.js';

/** What every app needs of rounds. Around it the app must have TypeORM's `DataSource`. */
export const roundProviders: Provider[] = [RoundRepository, RoundDirectory];

/** What prepares rounds, on top of {@link roundProviders}. Around it the app must have an `AuditTrail`. */
export const draftingProviders: Provider[] = [
  ...[ClinicRepository, DraftRepository],
  ...[AddClinic, ImportClinics, DraftRound, EditRound, ImportSlots],
];
