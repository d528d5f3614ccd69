import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#audit';
import { Refusal } from '#kernel';
import { Gate } from '#quota';
import { RoundRepository } from '#round';
import { subjectOf, type Steering } from '../domain/steering.js';
import { RebuildGate } from './rebuild-gate.js';

/** Publishes a draft and loads its gate. From then on it opens by itself: the opening is a comparison of two instants. */
@Injectable()
export class ArmRound {
  constructor(
    private readonly rounds: RoundRepository,
    private readonly gate: Gate,
    private readonly rebuildGate: RebuildGate,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @throws Refusal `round/unknown`, `round/wrong-state`, `round/quota-mismatch`, `round/window-invalid`,
   * `quota/gate-unavailable`
   */
  async execute({ roundId, actor, reason }: Steering): Promise<void> {
    const round = await this.rounds.find(roundId);
    if (!round) throw new Refusal('round/unknown');
    if (round.state !== 'draft') throw new Refusal('round/wrong-state', { state: round.state });
    const { declaredQuota, opensAtMs, closesAtMs } = round;
    const nowMs = await this.gate.nowMs();
    if (closesAtMs !== null && (closesAtMs <= opensAtMs || closesAtMs <= nowMs))
      throw new Refusal('round/window-invalid');
    const armed = await this.rounds.armDraft(roundId);
    if (armed.kind === 'no-draft') throw new Refusal('round/wrong-state');
    if (armed.kind === 'mismatch') throw new Refusal('round/quota-mismatch', { declaredQuota, places: armed.places });
    await this.audit.record({ actor, action: 'round/arm', subject: subjectOf(roundId), reason });
    if ((await this.rebuildGate.execute(roundId)) === 'mismatch') {
      throw new Error(`the gate of round ${String(roundId)} does not add up`);
    }
  }
}
