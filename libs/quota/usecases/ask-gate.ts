import { Injectable } from '@nestjs/common';
import { Batcher } from '#kernel';
import { Gate, type GateAnswer, type GateQuestion } from '../domain/gate.js';

interface Asked extends GateQuestion {
  epoch: number;
}

/** One script call decides for at most 64 people: about a third of a millisecond of the gate's time. */
const BATCHES = { maxItems: 64, eagerInFlight: 1, maxInFlight: 32, maxWaiting: 20_000 };

/** Asks the gate for one person; the questions of one event-loop turn travel together. */
@Injectable()
export class AskGate {
  private readonly batchers = new Map<number, Batcher<Asked, GateAnswer>>();

  constructor(private readonly gate: Gate) {}

  /**
   * @param epoch the round's epoch as the asker knows it
   * @throws Refusal `quota/gate-unavailable` when the gate did not answer (it may have acted), `request/overloaded` when
   * too many are waiting (it did not)
   */
  execute(roundId: number, epoch: number, question: GateQuestion): Promise<GateAnswer> {
    let batcher = this.batchers.get(roundId);
    if (!batcher) {
      batcher = new Batcher(
        BATCHES,
        // Around a change of epoch one batch may hold both: the newer one is right, and the others are asked again.
        (asked) => this.gate.ask(roundId, Math.max(...asked.map((one) => one.epoch)), asked),
      );
      this.batchers.set(roundId, batcher);
    }
    return batcher.add({ ...question, epoch });
  }
}
