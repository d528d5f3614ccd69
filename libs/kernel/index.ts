export { Batcher, type BatcherOptions } from './batcher.js';
export { Clock, FixedClock, systemClock } from './clock.js';
export { isId, newId } from './id.js';
export { Refusal, sentenceFor, type Language, type RefusalCode, type RefusalFacts } from './refusal.js';
export { refusals } from './refusal-catalogue.js';
