import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#audit';
import { Gate, type GateInspection } from '#quota';
import { RoundRepository, type RoundFacts } from '#round';
import { subjectOf } from '../domain/steering.js';
import { gateStateOf, RebuildGate } from './rebuild-gate.js';

export type Kept = 'sound' | 'doubted' | 'steered' | 'rebuilt' | 'elsewhere' | 'mismatch';

/**
 * Looks after the gate of one published round: rebuilds one that cannot be believed at two looks in a row, steers one that
 * lags behind.
 */
@Injectable()
export class KeepGate {
  /** Epoch under which a gate was doubted at the last look. */
  private readonly doubted = new Map<number, number>();

  constructor(
    private readonly rounds: RoundRepository,
    private readonly gate: Gate,
    private readonly rebuildGate: RebuildGate,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Refusal `quota/gate-unavailable`, `booking/ledger-unavailable` */
  async execute(roundId: number): Promise<Kept> {
    const round = await this.rounds.find(roundId);
    if (!round || round.state === 'draft') return 'sound';
    const inspection = await this.gate.inspect(roundId);
    const doubt = doubtAbout(round, inspection);
    if (doubt !== undefined && this.doubted.get(roundId) !== round.gateEpoch) {
      // Somebody may be loading it just now, under an epoch that is already the ledger's: look once more.
      this.doubted.set(roundId, round.gateEpoch);
      return 'doubted';
    }
    this.doubted.delete(roundId);
    if (doubt !== undefined) {
      const rebuilt = await this.rebuildGate.execute(roundId);
      if (rebuilt !== 'done') return rebuilt;
      await this.audit.record({
        actor: 'worker',
        action: 'round/rebuild-gate',
        subject: subjectOf(roundId),
        reason: doubt,
      });
      return 'rebuilt';
    }
    return (await this.steer(round, inspection)) ? 'steered' : 'sound';
  }

  private async steer(round: RoundFacts, { armed }: GateInspection): Promise<boolean> {
    if (!armed || round.state === 'draft') return false;
    const state = gateStateOf[round.state];
    if (armed.state !== state) await this.gate.setState(round.id, round.gateEpoch, state);
    const { opensAtMs, closesAtMs } = round;
    const moved = armed.opensAtMs !== opensAtMs || armed.closesAtMs !== closesAtMs;
    if (moved) await this.gate.setWindow(round.id, round.gateEpoch, opensAtMs, closesAtMs);
    return moved || armed.state !== state;
  }
}

/** Why a gate cannot be believed, or undefined. */
function doubtAbout(round: RoundFacts, { armed }: GateInspection): string | undefined {
  if (!armed) return 'the gate held nothing';
  if (!armed.sameServerLife) return 'the gate was loaded in an earlier life of its server';
  if (armed.epoch !== round.gateEpoch) return 'the gate was loaded under another epoch';
  if (armed.free + armed.granted !== armed.places) return 'free and granted were not all places';
  if (armed.remaining !== armed.free || armed.remainingInSlots !== armed.free)
    return 'the counter was not the free places';
  return undefined;
}
