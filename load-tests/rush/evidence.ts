import { audit, type Ledger } from './audit.js';
import { figuresOf } from './figures.js';
import type { GateDifferences } from './gate-agreement.js';
import type { RushOptions } from './options.js';
import { gatherByPerson } from './person-told.js';
import type { PlannedTap } from './tap-plan.js';
import type { Told } from './tapping.js';
import type { Evidence } from './verdicts.js';

/** What was seen and read, nothing of it judged yet. */
export interface Observations {
  options: RushOptions;
  plan: readonly PlannedTap[];
  told: readonly Told[];
  /** The ledger's name for each person of the plan. */
  personIds: readonly string[];
  unready: number;
  outsiders: number;
  outsidersRefused: number;
  opensAtMs: number;
  /** By how much the reading of the gate's clock may be wrong (ms). */
  clockErrorMs: number;
  ledger: Ledger;
  gate: GateDifferences;
  gateAgreedAfterMs: number | undefined;
  /** What of one core programs beside the rush used; left out when that was not measured. */
  otherShare?: number;
}

export function evidenceFrom(seen: Observations): Evidence {
  const { plan, told, ledger, opensAtMs } = seen;
  const people = gatherByPerson(told, seen.personIds.length);
  const witnesses = people.map((person, i) => ({ personId: seen.personIds[i] ?? '', told: person }));
  const grants = ledger.live.map((booking) => booking.grantedAtMs - opensAtMs).sort((a, b) => a - b);
  const chances = told.flatMap(({ sentMs }) => (sentMs !== undefined && sentMs >= 0 ? [sentMs] : []));
  const firstChanceMs = chances.reduce((a, b) => Math.min(a, b), Infinity);
  const first = grants[0];
  return {
    options: seen.options,
    places: [...ledger.placesOfSlot.values()].reduce((sum, places) => sum + places, 0),
    booked: ledger.live.length,
    unready: seen.unready,
    outsiders: seen.outsiders,
    outsidersRefused: seen.outsidersRefused,
    figures: figuresOf(told, plan, people, seen.options.spreadS * 1_000),
    violations: audit(ledger, witnesses, opensAtMs),
    toldEarly: told.filter((one) => one.answer.kind === 'booked' && one.toldMs < -seen.clockErrorMs).length,
    firstGrantMs: first === undefined ? undefined : Math.max(0, first - firstChanceMs),
    lastGrantMs: grants.at(-1),
    gate: seen.gate,
    gateAgreedAfterMs: seen.gateAgreedAfterMs,
    otherShare: seen.otherShare ?? 0,
  };
}
