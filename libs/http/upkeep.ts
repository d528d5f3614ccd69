import type { Log } from './log.js';

export interface Chore {
  name: string;
  everyMs: number;
  work: () => Promise<unknown>;
}

/**
 * Does small things again and again, each by itself: a slow one delays no other, and one that fails is done again next time.
 * Failures are logged when they begin and when they end, not each time.
 */
export class Upkeep {
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly failing = new Set<string>();
  private readonly underWay = new Set<Promise<void>>();
  private stopped = false;

  constructor(
    private readonly log: Log,
    private readonly chores: readonly Chore[],
  ) {}

  /** Does every chore until each has succeeded once, then keeps on in the background. */
  async start(): Promise<void> {
    for (const chore of this.chores) {
      while (!(await this.once(chore))) await new Promise((wake) => setTimeout(wake, 200));
    }
    for (const chore of this.chores) this.schedule(chore);
  }

  /** No chore begins after this; those under way are waited for. */
  async stop(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.all(this.underWay);
  }

  private schedule(chore: Chore): void {
    if (this.stopped) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const done = this.once(chore).then(() => {
        this.underWay.delete(done);
        this.schedule(chore);
      });
      this.underWay.add(done);
    }, chore.everyMs);
    this.timers.add(timer);
  }

  private async once({ name, work }: Chore): Promise<boolean> {
    try {
      await work();
      if (this.failing.delete(name)) this.log.info({ chore: name }, 'works again');
      return true;
    } catch (error) {
      if (!this.failing.has(name)) this.log.warn({ chore: name, err: error }, 'does not work');
      this.failing.add(name);
      return false;
    }
  }
}
