export { GateClock } from './adapters/gate-clock.js';
export { GateConnection } from './adapters/gate-connection.js';
export { RedisGate } from './adapters/redis-gate.js';
export {
  Gate,
  type GateAnswer,
  type GateContents,
  type GateInspection,
  type GateQuestion,
  type GateState,
  type Grant,
} from './domain/gate.js';
export { joinTouching, placeKey, placeOfKey, rangeOfSlot, type Place, type PlaceRange } from './domain/place.js';
export { AskGate } from './usecases/ask-gate.js';
export { quotaProviders } from './quota.providers.js';
