import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#audit';
import { Gate } from '#quota';
import { phaseOf, RoundRepository, type RoundFacts } from '#round';
import { subjectOf } from '../domain/steering.js';

/** Writes down what the clock has done to a round: that it opened, that it closed. Each once, however many look. */
@Injectable()
export class FollowRound {
  constructor(
    private readonly rounds: RoundRepository,
    private readonly gate: Gate,
    private readonly audit: AuditTrail,
  ) {}

  /** @returns what was written down now */
  async execute(round: RoundFacts): Promise<('opened' | 'closed')[]> {
    const nowMs = await this.gate.nowMs();
    const written: ('opened' | 'closed')[] = [];
    if (nowMs >= round.opensAtMs && (await this.once(round, 'open'))) written.push('opened');
    if (round.state !== 'closed' && phaseOf(round, nowMs) === 'closed') {
      await this.rounds.moveTo(round.id, ['armed', 'paused'], 'closed');
      if (await this.once(round, 'close')) written.push('closed');
    }
    return written;
  }

  private once(round: RoundFacts, what: 'open' | 'close'): Promise<boolean> {
    const atMs = what === 'open' ? round.opensAtMs : (round.closesAtMs ?? 0);
    return this.audit.record({
      actor: 'worker',
      action: `round/${what}`,
      subject: subjectOf(round.id),
      reason: `its instant came: ${new Date(atMs).toISOString()}`,
      onceKey: `round:${String(round.id)}:${what}`,
    });
  }
}
