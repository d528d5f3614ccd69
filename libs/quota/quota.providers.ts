import type { Provider } from '@nestjs/common';
import { GateClock } from './adapters/gate-clock.js';
import { RedisGate } from './adapters/redis-gate.js';
import { Gate } from './domain/gate.js';
import { AskGate } from './usecases/ask-gate.js';

/** Everything of the room. Around it the app must have a `GateConnection`. */
export const quotaProviders: Provider[] = [{ provide: Gate, useClass: RedisGate }, AskGate, GateClock];
