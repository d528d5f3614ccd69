import type { Log } from '#http';
import type { FollowRound, KeepGate, ReconcileRound } from '#opening';
import type { RoundRepository } from '#round';

/** What the worker does for every published round, again and again. Each part may fail without the others. */
export class RoundsWatch {
  constructor(
    private readonly log: Log,
    private readonly rounds: RoundRepository,
    private readonly keepGate: KeepGate,
    private readonly followRound: FollowRound,
    private readonly reconcileRound: ReconcileRound,
  ) {}

  async keepGates(): Promise<void> {
    for (const round of await this.rounds.list(['armed', 'paused'])) {
      const kept = await this.keepGate.execute(round.id);
      if (kept !== 'sound' && kept !== 'doubted') this.log.warn({ roundId: round.id, kept }, 'gate');
    }
  }

  async followRounds(): Promise<void> {
    for (const round of await this.rounds.list(['armed', 'paused'])) {
      for (const what of await this.followRound.execute(round)) this.log.info({ roundId: round.id }, `round ${what}`);
    }
  }

  async reconcileRounds(): Promise<void> {
    for (const round of await this.rounds.list(['armed', 'paused'])) {
      const reconciled = await this.reconcileRound.execute(round.id);
      const { released, adopted, conflicts } = reconciled;
      if (released + adopted + conflicts > 0) this.log.warn({ roundId: round.id, ...reconciled }, 'reconciled');
    }
  }
}
