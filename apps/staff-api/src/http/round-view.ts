import { Refusal } from '#kernel';
import { phaseOf, type RoundFacts } from '#round';
import { instantOf } from './instant.decorator.js';
import type { RoundDto } from './round.dto.js';

/**
 * A round as staff see it.
 * @param nowMs by this machine's clock: the page only names the state, it is the gate that goes by it
 */
export function roundView(round: RoundFacts, nowMs: number): Readonly<RoundDto> {
  const { id, title, authority, channel, service, declaredQuota, gateEpoch, eligibility, allocation } = round;
  return {
    ...{ roundId: id, title, authority, channel, service, declaredQuota, eligibility, allocation, gateEpoch },
    state: phaseOf(round, nowMs),
    opensAt: instantOf(round.opensAtMs),
    closesAt: round.closesAtMs === null ? null : instantOf(round.closesAtMs),
  };
}

/** The id of a round in an address. @throws Refusal `round/unknown` for anything that cannot be one */
export function roundIdOf(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text) || Number(text) > 0xffff_ffff) throw new Refusal('round/unknown');
  return Number(text);
}
