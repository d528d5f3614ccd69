export { ClinicEntity } from './adapters/clinic.entity.js';
export { ClinicRepository } from './adapters/clinic.repository.js';
export { RoundEntity } from './adapters/round.entity.js';
export { RoundRepository } from './adapters/round.repository.js';
export { SlotEntity } from './adapters/slot.entity.js';
export { CLINIC_CODE, CLINIC_PHONE, clinicColumns, clinicLimits, type ClinicDetails } from './domain/clinic-rows.js';
export { MOST_CSV_BYTES } from './domain/csv-table.js';
export { importFaultCodes, type ImportFault, type ImportFaultCode } from './domain/import-fault.js';
export { isPlainText } from './domain/plain-text.js';
export { MOST_DECLARED_QUOTA, roundLimits, type RoundDetails } from './domain/round-draft.js';
export {
  phaseOf,
  type ClinicFacts,
  type RoundFacts,
  type RoundPhase,
  type RoundState,
  type SlotFacts,
} from './domain/round.js';
export { slotColumns } from './domain/slot-rows.js';
export { draftingProviders, roundProviders } from './round.providers.js';
export { AddClinic } from './usecases/add-clinic.js';
export { DraftRound } from './usecases/draft-round.js';
export { EditRound } from './usecases/edit-round.js';
export { ImportClinics, type ClinicsFile, type ClinicsImported } from './usecases/import-clinics.js';
export { ImportSlots, type SlotsFile, type SlotsImported } from './usecases/import-slots.js';
export { RoundDirectory, type PublishedRound } from './usecases/round-directory.js';
