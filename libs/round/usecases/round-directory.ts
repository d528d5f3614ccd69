import { Injectable } from '@nestjs/common';
import { RoundRepository } from '../adapters/round.repository.js';
import type { ClinicFacts, RoundFacts, SlotFacts } from '../domain/round.js';

/** A published round with everything that does not change while it runs. */
export interface PublishedRound extends RoundFacts {
  slots: ReadonlyMap<number, SlotFacts>;
  clinics: readonly ClinicFacts[];
  /** Slots of each clinic, by day and hour. */
  slotsByClinic: ReadonlyMap<number, readonly SlotFacts[]>;
}

/**
 * The published rounds, kept in memory and read again when {@link refresh} is called: no request waits for the ledger to
 * learn what a round is. What may change at any moment (state, window, epoch) is decided by the gate, never from here.
 */
@Injectable()
export class RoundDirectory {
  private rounds: ReadonlyMap<number, PublishedRound> = new Map();
  private refreshing: Promise<void> | undefined;

  constructor(private readonly repository: RoundRepository) {}

  /** A round that has left draft, or undefined. */
  find(id: number): PublishedRound | undefined {
    return this.rounds.get(id);
  }

  list(): PublishedRound[] {
    return [...this.rounds.values()];
  }

  /** Reads the rounds again. Callers at the same time share one reading. */
  refresh(): Promise<void> {
    this.refreshing ??= this.read().finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
  }

  private async read(): Promise<void> {
    const facts = await this.repository.list(['armed', 'paused', 'closed']);
    const rounds = new Map<number, PublishedRound>();
    for (const round of facts) {
      const known = this.rounds.get(round.id);
      // Slots of a published round change only together with its epoch.
      rounds.set(round.id, known?.gateEpoch === round.gateEpoch ? { ...known, ...round } : await this.readSlots(round));
    }
    this.rounds = rounds;
  }

  private async readSlots(round: RoundFacts): Promise<PublishedRound> {
    const slots = await this.repository.slotsOf(round.id);
    const clinics = await this.repository.clinicsOf(round.id);
    return {
      ...round,
      clinics,
      slots: new Map(slots.map((slot) => [slot.id, slot])),
      slotsByClinic: Map.groupBy(slots, (slot) => slot.clinicId),
    };
  }
}
