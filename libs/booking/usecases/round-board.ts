import { Injectable } from '@nestjs/common';
import { Gate, GateClock } from '#quota';
import { phaseOf, RoundDirectory, type PublishedRound, type RoundPhase } from '#round';

export interface RoundSummary {
  roundId: number;
  title: string;
  authority: string;
  channel: string;
  service: string;
  quota: number;
  opensAt: string;
  closesAt: string | null;
  state: RoundPhase;
  soldOut: boolean;
  /** Free places by the quota counter; null while the gate cannot be asked, and once the round is closed. */
  remaining: number | null;
  allocation: string;
  eligibility: Readonly<Record<string, unknown>>;
}

export interface RoundDetail extends RoundSummary {
  clinics: {
    clinicId: number;
    code: string;
    name: string;
    district: string;
    address: string;
    phone: string;
    remaining: number | null;
    slots: {
      slotId: number;
      day: string;
      starts: string;
      ends: string;
      capacity: number;
      remaining: number | null;
    }[];
  }[];
}

/**
 * What everybody may see of the published rounds. Made once a second from the gate's counters, whatever the number of those
 * who look; the same text for all of them.
 */
@Injectable()
export class RoundBoard {
  private summaries = '{"rounds":[]}';
  private details: ReadonlyMap<number, string> = new Map();

  constructor(
    private readonly rounds: RoundDirectory,
    private readonly gate: Gate,
    private readonly clock: GateClock,
  ) {}

  /** All rounds as JSON. */
  list(): string {
    return this.summaries;
  }

  /** One round as JSON, or undefined when there is no such published round. */
  show(roundId: number): string | undefined {
    return this.details.get(roundId);
  }

  async refresh(): Promise<void> {
    const details = await Promise.all(this.rounds.list().map((round) => this.detailOf(round)));
    this.details = new Map(details.map((detail) => [detail.roundId, JSON.stringify(detail)]));
    const summaries = details.map(({ clinics, ...summary }) => ({ ...summary, clinics: clinics.length }));
    this.summaries = JSON.stringify({ rounds: summaries });
  }

  private async detailOf(round: PublishedRound): Promise<RoundDetail> {
    const counters = round.state === 'closed' ? undefined : await this.gate.remaining(round.id).catch(() => undefined);
    const free = counters && counters.size > 0 ? counters : undefined;
    const sum = (slots: readonly { id: number }[]): number | null =>
      free ? slots.reduce((total, slot) => total + (free.get(slot.id) ?? 0), 0) : null;
    const remaining = sum([...round.slots.values()]);
    const { title, authority, channel, service, allocation, eligibility, closesAtMs } = round;
    return {
      ...{ roundId: round.id, title, authority, channel, service, allocation, eligibility, remaining },
      quota: round.declaredQuota,
      opensAt: new Date(round.opensAtMs).toISOString(),
      closesAt: closesAtMs === null ? null : new Date(closesAtMs).toISOString(),
      state: phaseOf(round, this.clock.nowMs()),
      soldOut: remaining === 0,
      clinics: round.clinics.map(({ id, code, name, district, address, phone }) => {
        const slots = round.slotsByClinic.get(id) ?? [];
        return {
          ...{ clinicId: id, code, name, district, address, phone },
          remaining: sum(slots),
          slots: slots.map((slot) => ({
            ...{ slotId: slot.id, day: slot.day, starts: slot.starts, ends: slot.ends, capacity: slot.capacity },
            remaining: free ? (free.get(slot.id) ?? 0) : null,
          })),
        };
      }),
    };
  }
}
