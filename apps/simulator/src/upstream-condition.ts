import { z } from 'zod';

/** `down` drops the connection, `slow` answers `delayMs` late, `throttled` says "too often" as the real host does. */
export const conditionSchema = z.strictObject({
  mode: z.enum(['up', 'down', 'slow', 'throttled']),
  delayMs: z.number().int().min(0).max(120_000).default(3_000),
});

type State = z.infer<typeof conditionSchema>;

/** How one of the two hosts is doing; a test changes it through `/simulator/…`. */
export class UpstreamCondition {
  private state: State = { mode: 'up', delayMs: 0 };

  get mode(): State['mode'] {
    return this.state.mode;
  }

  /** Milliseconds before each answer; 0 unless `slow`. */
  get delayMs(): number {
    return this.state.mode === 'slow' ? this.state.delayMs : 0;
  }

  become(state: State): void {
    this.state = state;
  }
}
