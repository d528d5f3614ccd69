export { ClinicEntity } from './adapters/clinic.entity.js';
export { RoundEntity } from './adapters/round.entity.js';
export { RoundRepository } from './adapters/round.repository.js';
export { SlotEntity } from './adapters/slot.entity.js';
export {
  phaseOf,
  roundMoves,
  type ClinicFacts,
  type RoundFacts,
  type RoundPhase,
  type RoundState,
  type SlotFacts,
} from './domain/round.js';
export { RoundDirectory, type PublishedRound } from './usecases/round-directory.js';
export { roundProviders } from './round.providers.js';
