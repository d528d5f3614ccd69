/** What a pass says: this person is verified and eligible for this round, and this account asked. */
export interface PassClaims {
  personId: string;
  accountId: string;
  roundId: number;
  /** The first instant at which the pass is no longer good. A whole second. */
  expiresAtMs: number;
}

export abstract class PassSigner {
  abstract sign(claims: PassClaims): string;
}

/** On the path of every tap: no I/O, no promise. */
export abstract class PassVerifier {
  /**
   * @throws Refusal `pass/invalid` for anything this system did not sign
   * @throws Refusal `pass/expired`
   */
  abstract verify(token: string): PassClaims;
}

const DAY_MS = 86_400_000;

/**
 * A pass must never be what stops somebody at the opening, and places come back for days after it (cancellations,
 * no-shows): so it lasts a week beyond the opening, to the end of a round that is open longer, and a day at the least
 * for somebody who comes late to a round without an end. The round's own closing is checked at the gate, not here.
 */
export function passExpiryMs(round: { opensAtMs: number; closesAtMs: number | null }, nowMs: number): number {
  const latest = Math.max(round.opensAtMs + 7 * DAY_MS, round.closesAtMs ?? 0, nowMs + DAY_MS);
  return Math.ceil(latest / 1_000) * 1_000;
}
