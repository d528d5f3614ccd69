import type { Place, PlaceRange } from './place.js';

/** A place the gate has given to a person, and when (ms, the gate's clock). */
export interface Grant extends Place {
  personId: string;
  grantedAtMs: number;
}

/** One person's question: the first of these ranges that has a free place. */
export interface GateQuestion {
  personId: string;
  ranges: readonly PlaceRange[];
}

export type GateAnswer =
  | { kind: 'granted' | 'held'; grant: Grant; epoch: number }
  | { kind: 'sold-out'; roundRemaining: number }
  | { kind: 'not-open'; msUntilOpen: number }
  | { kind: 'paused' }
  | { kind: 'closed' }
  | { kind: 'stale'; gateEpoch: number }
  | { kind: 'unarmed' };

export type GateState = 'open' | 'paused' | 'closed';

/** What a gate needs to know to serve a round. */
export interface GateContents {
  epoch: number;
  state: GateState;
  opensAtMs: number;
  closesAtMs: number | null;
  /** Unbroken runs of places, each within one slot. */
  places: readonly PlaceRange[];
  /** The ledger's live bookings. */
  grants: readonly Grant[];
}

export interface GateInspection {
  nowMs: number;
  /** Absent when the gate holds nothing for the round. */
  armed?: {
    epoch: number;
    /** Whether the gate was loaded in the present life of the server that answers. */
    sameServerLife: boolean;
    state: GateState;
    opensAtMs: number;
    closesAtMs: number | null;
    places: number;
    free: number;
    granted: number;
    /** The quota counter of the round, and the sum of those of its slots. */
    remaining: number;
    remainingInSlots: number;
  };
}

/**
 * Who may have which place, decided atomically. Every method fails with the refusal `quota/gate-unavailable` when the gate
 * cannot be asked or its answer did not come; whether it acted is then unknown.
 */
export abstract class Gate {
  /** Decides for many people of one round at once, in their order. */
  abstract ask(roundId: number, epoch: number, questions: readonly GateQuestion[]): Promise<GateAnswer[]>;
  /** Takes a grant back if it is exactly this one. @returns whether it was */
  abstract release(roundId: number, grant: Grant): Promise<boolean>;
  /** Makes the gate agree with a booking of the ledger; `insteadOf` is who was wrongly given the place. */
  abstract adopt(
    roundId: number,
    grant: Grant,
    insteadOf?: string,
  ): Promise<'adopted' | 'known' | 'conflict' | 'unarmed'>;
  abstract setState(roundId: number, epoch: number, state: GateState): Promise<'done' | 'stale' | 'unarmed'>;
  abstract setWindow(
    roundId: number,
    epoch: number,
    opensAtMs: number,
    closesAtMs: number | null,
  ): Promise<'done' | 'opened-already' | 'stale' | 'unarmed'>;
  /** Replaces what the gate holds. Nobody is served until it is whole. @returns whether it was put into service */
  abstract load(roundId: number, contents: GateContents): Promise<'done' | 'mismatch' | 'stale'>;
  abstract inspect(roundId: number): Promise<GateInspection>;
  /** Free places by slot id, from the quota counter. */
  abstract remaining(roundId: number): Promise<ReadonlyMap<number, number>>;
  abstract grants(roundId: number): Promise<Grant[]>;
  /** The gate's clock (ms). */
  abstract nowMs(): Promise<number>;
}
