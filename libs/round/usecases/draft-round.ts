import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditTrail } from '#audit';
import { inTransaction } from '#mysql';
import { DraftRepository } from '../adapters/draft.repository.js';
import { requireDraft, requireWindow, type RoundDetails } from '../domain/round-draft.js';
import type { RoundFacts } from '../domain/round.js';

/** Makes a new round, which nobody outside sees until it is armed. */
@Injectable()
export class DraftRound {
  constructor(
    private readonly ledger: DataSource,
    private readonly drafts: DraftRepository,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @param details within `roundLimits`; the eligibility rules have been parsed by whoever knows their meaning
   * @throws Refusal `round/window-invalid` with facts `{ reason }`
   */
  async execute(details: RoundDetails, actor: string): Promise<RoundFacts> {
    requireWindow(details);
    return inTransaction(this.ledger, async (manager) => {
      const id = await this.drafts.add(manager, details);
      const subject = `round:${String(id)}`;
      await this.audit.record({ actor, action: 'round/draft', subject, reason: 'drafted' }, manager);
      return requireDraft(await this.drafts.hold(manager, id));
    });
  }
}
