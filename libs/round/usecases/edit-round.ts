import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditTrail } from '#audit';
import { inTransaction } from '#mysql';
import { DraftRepository } from '../adapters/draft.repository.js';
import { beijingDay, daysBetween } from '../domain/calendar-day.js';
import { requireDraft, requireWindow, type RoundDetails } from '../domain/round-draft.js';
import type { RoundFacts } from '../domain/round.js';

/**
 * Changes the facts of a draft. Its slots lie so many days after the opening: when the opening moves to another day in
 * Beijing, their days, which are stored as calendar days, move with it.
 */
@Injectable()
export class EditRound {
  constructor(
    private readonly ledger: DataSource,
    private readonly drafts: DraftRepository,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @param changes what is absent stays as it is
   * @throws Refusal `round/unknown` | `round/wrong-state` with facts `{ state }` | `round/window-invalid` with facts
   * `{ reason }`
   */
  async execute(roundId: number, changes: Partial<RoundDetails>, actor: string): Promise<RoundFacts> {
    return inTransaction(this.ledger, async (manager) => {
      const before = requireDraft(await this.drafts.hold(manager, roundId));
      const after = { ...detailsOf(before), ...changes };
      requireWindow(after);
      await this.drafts.change(manager, roundId, after);
      const days = daysBetween(beijingDay(before.opensAtMs), beijingDay(after.opensAtMs));
      if (days !== 0) await this.drafts.shiftDays(manager, roundId, days);
      const what = `changed: ${Object.keys(changes).join(', ')}`;
      const subject = `round:${String(roundId)}`;
      await this.audit.record({ actor, action: 'round/edit', subject, reason: what }, manager);
      return requireDraft(await this.drafts.hold(manager, roundId));
    });
  }
}

function detailsOf(round: RoundFacts): RoundDetails {
  const { title, authority, channel, service, declaredQuota, opensAtMs, closesAtMs, eligibility } = round;
  return { title, authority, channel, service, declaredQuota, opensAtMs, closesAtMs, eligibility };
}
