/** What is stored. `open` is not: whether a round is open is a question of the time (see {@link phaseOf}). */
export type RoundState = 'draft' | 'armed' | 'paused' | 'closed';

/** What a round is at a moment. */
export type RoundPhase = 'draft' | 'armed' | 'open' | 'paused' | 'closed';

export interface RoundFacts {
  id: number;
  title: string;
  authority: string;
  channel: string;
  service: string;
  /** What was published. At arming it must equal the number of places. */
  declaredQuota: number;
  opensAtMs: number;
  /** Null: until all places are gone. */
  closesAtMs: number | null;
  state: RoundState;
  /** Fencing token between ledger and gate. */
  gateEpoch: number;
  /** Who may book, as data; its meaning is the identity room's. */
  eligibility: Readonly<Record<string, unknown>>;
  allocation: 'first-come';
}

export interface SlotFacts {
  id: number;
  clinicId: number;
  /** Calendar day in Beijing, `YYYY-MM-DD`. */
  day: string;
  /** Time of day in Beijing, `HH:MM`. */
  starts: string;
  ends: string;
  capacity: number;
}

export interface ClinicFacts {
  id: number;
  code: string;
  name: string;
  district: string;
  address: string;
  phone: string;
}

/** What the round is at `nowMs`, by the gate's clock. */
export function phaseOf(round: Pick<RoundFacts, 'state' | 'opensAtMs' | 'closesAtMs'>, nowMs: number): RoundPhase {
  if (round.state === 'draft' || round.state === 'closed') return round.state;
  if (round.closesAtMs !== null && nowMs >= round.closesAtMs) return 'closed';
  if (round.state === 'paused') return 'paused';
  return nowMs >= round.opensAtMs ? 'open' : 'armed';
}

/** The stored moves of a round. Closing is final. */
export const roundMoves: Readonly<Record<RoundState, readonly RoundState[]>> = {
  draft: ['armed'],
  armed: ['paused', 'closed'],
  paused: ['armed', 'closed'],
  closed: [],
};
