import type { Eligibility } from './casting.js';
import type { SlotOfClinic } from './choices-mix.js';

/** What the rush needs of `GET /api/rounds/{roundId}`. */
export interface RoundPage {
  state: string;
  opensAtMs: number;
  quota: number;
  /** Null while the gate cannot be asked. */
  remaining: number | null;
  eligibility: Eligibility;
  slots: SlotOfClinic[];
}

interface Body {
  state?: unknown;
  opensAt?: unknown;
  quota?: unknown;
  remaining?: unknown;
  eligibility?: Eligibility;
  clinics?: { clinicId: number; slots: { slotId: number }[] }[];
}

export function readRoundPage(body: unknown): RoundPage {
  const { state, opensAt, quota, remaining, eligibility, clinics } = body as Body;
  const opensAtMs = typeof opensAt === 'string' ? Date.parse(opensAt) : Number.NaN;
  if (typeof state !== 'string' || Number.isNaN(opensAtMs) || typeof quota !== 'number' || !eligibility || !clinics) {
    throw new Error('the round’s page does not tell its state, opening, quota, rules and clinics');
  }
  return {
    state,
    opensAtMs,
    quota,
    remaining: typeof remaining === 'number' ? remaining : null,
    eligibility,
    slots: clinics.flatMap(({ clinicId, slots }) => slots.map(({ slotId }) => ({ slotId, clinicId }))),
  };
}
