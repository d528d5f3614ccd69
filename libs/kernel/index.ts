export { Batcher, BatcherFull, type BatcherOptions } from './batcher.js';
export { FixedClock, systemClock, type Clock } from './clock.js';
export { isId, newId } from './id.js';
export { Refusal, sentenceFor, type Language, type RefusalCode, type RefusalFacts } from './refusal.js';
export { refusals } from './refusal-catalogue.js';
