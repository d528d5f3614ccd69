import { Injectable } from '@nestjs/common';
import { BookingLedger } from '#booking';
import { Gate, placeKey } from '#quota';
import { compare } from '../domain/discrepancy.js';

/** A grant without a booking is left alone this long: its statement may be under way. */
export const GRACE_MS = 30_000;

export interface Reconciled {
  /** Grants that had come to nothing and were taken back. */
  released: number;
  /** Bookings the gate did not know and has learnt. */
  adopted: number;
  /** Bookings whose place the gate has given to another; the next tap or rebuild settles it. */
  conflicts: number;
  /** Grants whose booking may still be under way. */
  pending: number;
}

/** Makes the gate agree with the ledger while both are in use. The ledger is never changed. */
@Injectable()
export class ReconcileRound {
  constructor(
    private readonly ledger: BookingLedger,
    private readonly gate: Gate,
  ) {}

  /** @throws Refusal `quota/gate-unavailable`, `booking/ledger-unavailable` */
  async execute(roundId: number): Promise<Reconciled> {
    // The gate first: a grant seen now and booked meanwhile is then found in the ledger, not taken for lost.
    const grants = await this.gate.grants(roundId);
    const bookings = await this.ledger.liveGrants(roundId);
    const nowMs = await this.gate.nowMs();
    const { unbooked, ungranted } = compare(grants, bookings);
    const result: Reconciled = { released: 0, adopted: 0, conflicts: 0, pending: 0 };
    for (const grant of unbooked) {
      if (nowMs - grant.grantedAtMs < GRACE_MS) result.pending += 1;
      else if (await this.gate.release(roundId, grant)) result.released += 1;
    }
    const holders = new Map(unbooked.map((grant) => [placeKey(grant), grant.personId]));
    for (const { personId } of ungranted) {
      // Read once more: it may have been cancelled since, and then the gate is right.
      const [booking] = await this.ledger.findLive(roundId, [personId]);
      if (!booking) continue;
      const adopted = await this.gate.adopt(roundId, booking, holders.get(placeKey(booking)));
      if (adopted === 'adopted') result.adopted += 1;
      if (adopted === 'conflict') result.conflicts += 1;
    }
    return result;
  }
}
