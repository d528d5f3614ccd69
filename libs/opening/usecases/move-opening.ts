import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#audit';
import { Refusal } from '#kernel';
import { Gate } from '#quota';
import { RoundRepository } from '#round';
import { subjectOf, type Steering } from '../domain/steering.js';

export interface NewWindow extends Steering {
  opensAtMs: number;
  closesAtMs: number | null;
}

/** Moves the window of an armed round that has not opened yet. Whether it has is for the gate's clock to say. */
@Injectable()
export class MoveOpening {
  constructor(
    private readonly rounds: RoundRepository,
    private readonly gate: Gate,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Refusal `round/unknown`, `round/wrong-state`, `round/window-invalid`, `quota/gate-unavailable` */
  async execute({ roundId, actor, reason, opensAtMs, closesAtMs }: NewWindow): Promise<void> {
    const before = await this.rounds.find(roundId);
    if (!before) throw new Refusal('round/unknown');
    if (closesAtMs !== null && closesAtMs <= opensAtMs) throw new Refusal('round/window-invalid');
    // The ledger first: the keeper copies the ledger's window to the gate, and must find the new one there.
    if (!(await this.rounds.moveWindow(roundId, ['armed'], opensAtMs, closesAtMs))) {
      throw new Refusal('round/wrong-state', { state: before.state });
    }
    const set = await this.gate.setWindow(roundId, before.gateEpoch, opensAtMs, closesAtMs);
    if (set === 'opened-already') {
      await this.rounds.moveWindow(roundId, ['armed'], before.opensAtMs, before.closesAtMs);
      throw new Refusal('round/wrong-state', { state: 'open' });
    }
    await this.audit.record({ actor, action: 'round/move-opening', subject: subjectOf(roundId), reason });
  }
}
