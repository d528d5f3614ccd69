import { randomKey, type Random } from '../rush/seeded-random.js';
import type { PlannedTap } from '../rush/tap-plan.js';
import type { Told } from '../rush/tapping.js';
import type { K6Message } from './k6-run.js';

/** The taps as opening.js makes them: one each, evenly spread from the opening on. */
export function evenTaps(people: number, spreadMs: number, random: Random): PlannedTap[] {
  return Array.from({ length: people }, (_, person) => ({
    person,
    atMs: (person * spreadMs) / people,
    key: randomKey(random),
    kind: 'first',
    replyLost: false,
  }));
}

/** Keeps what k6 says people were told, in the form the rush's audit takes. */
export class K6Witness {
  readonly told: Told[] = [];
  /** By how much k6's reading of the gate's clock may be wrong (ms). */
  clockErrorMs = 0;
  /** Resolves when k6 waits for the opening to be set. */
  readonly ready: Promise<void>;
  private isReady: () => void = () => undefined;

  constructor(private readonly plan: readonly PlannedTap[]) {
    this.ready = new Promise((resolve) => (this.isReady = resolve));
  }

  hear(message: K6Message): void {
    if (message.kind === 'ready') this.isReady();
    else if (message.kind === 'opening') this.clockErrorMs = message.clockErrorMs;
    else {
      const { person, attempt, intendedMs, sentMs, toldMs, name, answer } = message;
      const tap = this.plan[person];
      if (!tap) throw new RangeError('k6 tapped for nobody');
      // k6 does not tell when it had a connection: what it waited for one counts as its own lateness.
      this.told.push({ tap, attempt, intendedMs, handedMs: sentMs, sentMs, toldMs, name, answer });
    }
  }

  /** People for whom k6 never tapped. */
  get untapped(): number {
    return this.plan.length - new Set(this.told.map(({ tap }) => tap.person)).size;
  }
}
