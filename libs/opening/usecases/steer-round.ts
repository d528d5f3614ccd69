import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#audit';
import { Refusal } from '#kernel';
import { RoundRepository } from '#round';
import { subjectOf, type Steering } from '../domain/steering.js';
import { SteerGate } from './steer-gate.js';

const moves = {
  pause: { from: ['armed'], to: 'paused' },
  resume: { from: ['paused'], to: 'armed' },
  close: { from: ['armed', 'paused'], to: 'closed' },
} as const;

export type Move = keyof typeof moves;

/** Pauses, resumes or closes a round. When this returns, the gate does as it was told: after a pause it grants nothing. */
@Injectable()
export class SteerRound {
  constructor(
    private readonly rounds: RoundRepository,
    private readonly steerGate: SteerGate,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @throws Refusal `round/unknown`, `round/wrong-state`; `quota/gate-unavailable` when the gate could not be told yet
   */
  async execute(move: Move, { roundId, actor, reason }: Steering): Promise<void> {
    const round = await this.rounds.find(roundId);
    if (!round) throw new Refusal('round/unknown');
    const { from, to } = moves[move];
    if (!(await this.rounds.moveTo(roundId, from, to))) throw new Refusal('round/wrong-state', { state: round.state });
    await this.audit.record({ actor, action: `round/${move}`, subject: subjectOf(roundId), reason });
    await this.steerGate.execute(roundId);
  }
}
