import type { Provider } from '@nestjs/common';
import { ArmRound } from './usecases/arm-round.js';
import { FollowRound } from './usecases/follow-round.js';
import { KeepGate } from './usecases/keep-gate.js';
import { MoveOpening } from './usecases/move-opening.js';
import { RebuildGate } from './usecases/rebuild-gate.js';
import { ReconcileRound } from './usecases/reconcile-round.js';
import { SteerGate } from './usecases/steer-gate.js';
import { SteerRound } from './usecases/steer-round.js';

/** Everything of the room. Around it the app must have an `AuditTrail` and the rooms booking, quota and round. */
export const openingProviders: Provider[] = [
  ...[ArmRound, SteerRound, SteerGate, MoveOpening],
  ...[KeepGate, RebuildGate, ReconcileRound, FollowRound],
];
