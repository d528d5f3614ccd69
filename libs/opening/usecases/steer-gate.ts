import { Injectable } from '@nestjs/common';
import { Refusal } from '#kernel';
import { Gate } from '#quota';
import { RoundRepository } from '#round';
import { gateStateOf } from './rebuild-gate.js';

const PATIENCE_MS = 2_500;
const ASK_AGAIN_MS = 25;

/** Brings the gate into the state the ledger has for a round, and does not return before it is there. */
@Injectable()
export class SteerGate {
  constructor(
    private readonly rounds: RoundRepository,
    private readonly gate: Gate,
  ) {}

  /**
   * @throws Refusal `quota/gate-unavailable` when the gate could not be told in time: the ledger has the new state, and the
   * keeper passes it on as soon as it can
   */
  async execute(roundId: number): Promise<void> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const round = await this.rounds.find(roundId);
      if (!round || round.state === 'draft') return;
      // A gate that is being loaded may have read the state before it moved; only an answer under the present epoch counts.
      if ((await this.gate.setState(roundId, round.gateEpoch, gateStateOf[round.state])) === 'done') return;
      if (performance.now() > until) throw new Refusal('quota/gate-unavailable');
      await new Promise((wake) => setTimeout(wake, ASK_AGAIN_MS));
    }
  }
}
