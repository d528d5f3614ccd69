import { Injectable } from '@nestjs/common';
import { BookingLedger } from '#booking';
import { Gate, placeKey, type GateState } from '#quota';
import { RoundRepository, type RoundState } from '#round';

export const gateStateOf: Readonly<Record<Exclude<RoundState, 'draft'>, GateState>> = {
  armed: 'open',
  paused: 'paused',
  closed: 'closed',
};

/** Loads the gate of a round from the ledger, under a new epoch: whatever was granted before and not booked is void. */
@Injectable()
export class RebuildGate {
  constructor(
    private readonly rounds: RoundRepository,
    private readonly ledger: BookingLedger,
    private readonly gate: Gate,
  ) {}

  /**
   * @returns `done`; `elsewhere` when another process is rebuilding the same gate; `mismatch` when places and bookings do not
   * add up in the gate, which then stays shut
   * @throws Refusal `quota/gate-unavailable`, `booking/ledger-unavailable`
   */
  async execute(roundId: number): Promise<'done' | 'elsewhere' | 'mismatch'> {
    const before = await this.rounds.find(roundId);
    if (!before || before.state === 'draft') return 'elsewhere';
    // From here on no statement of an older epoch can be carried out: what is read next is complete.
    const epoch = await this.rounds.bumpEpoch(roundId, before.gateEpoch);
    const round = epoch === undefined ? undefined : await this.rounds.find(roundId);
    if (epoch === undefined || !round || round.state === 'draft') return 'elsewhere';
    const runs = await this.rounds.placeRuns(roundId);
    const loaded = await this.gate.load(roundId, {
      epoch,
      state: gateStateOf[round.state],
      opensAtMs: round.opensAtMs,
      closesAtMs: round.closesAtMs,
      places: runs.map(({ slotId, lowest, highest }) => ({
        low: placeKey({ slotId, placeNo: lowest }),
        high: placeKey({ slotId, placeNo: highest }),
      })),
      grants: await this.ledger.liveGrants(roundId),
    });
    return loaded === 'stale' ? 'elsewhere' : loaded;
  }
}
