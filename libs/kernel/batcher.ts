import { Refusal } from './refusal.js';

export interface BatcherOptions {
  /** Most items in one run. */
  maxItems: number;
  /** While this many runs are in flight, a further one starts only when it would be full: the others wait and share. */
  eagerInFlight: number;
  /** Most runs in flight at once, all of them full. */
  maxInFlight: number;
  /** Most items waiting. One more is refused (`request/overloaded`) rather than left to grow old. */
  maxWaiting: number;
}

interface Waiting<I, O> {
  item: I;
  resolve: (result: O) => void;
  reject: (reason: unknown) => void;
}

/**
 * Lets the requests of one event-loop turn share one call. `run` gets the items in the order of their arrival and must
 * give one result for each, in that order. If it throws, that is an outage, not a "no": every item of the run fails with
 * the reason, and so do those that wait, which would only have met the same a time limit later.
 */
export class Batcher<I, O> {
  private waiting: Waiting<I, O>[] = [];
  private inFlight = 0;
  private scheduled = false;

  constructor(
    private readonly options: BatcherOptions,
    private readonly run: (items: I[]) => Promise<readonly O[]>,
  ) {}

  add(item: I): Promise<O> {
    if (this.waiting.length >= this.options.maxWaiting) return Promise.reject(new Refusal('request/overloaded'));
    return new Promise<O>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      // A full run waits for nothing: in a rush one turn of the event loop is thousands of requests long.
      if (this.waiting.length >= this.options.maxItems) this.flush();
      else this.schedule();
    });
  }

  private schedule(): void {
    if (this.scheduled || !this.mayStart()) return;
    this.scheduled = true;
    // The end of this turn, so that all it brings travels together.
    setImmediate(() => {
      this.scheduled = false;
      this.flush();
    });
  }

  private mayStart(): boolean {
    const { eagerInFlight, maxInFlight, maxItems } = this.options;
    if (this.inFlight < eagerInFlight) return this.waiting.length > 0;
    return this.inFlight < maxInFlight && this.waiting.length >= maxItems;
  }

  private flush(): void {
    while (this.mayStart()) {
      const batch =
        this.waiting.length <= this.options.maxItems ? this.waiting : this.waiting.slice(0, this.options.maxItems);
      this.waiting = batch === this.waiting ? [] : this.waiting.slice(batch.length);
      this.inFlight += 1;
      void this.settle(batch);
    }
  }

  private async settle(batch: Waiting<I, O>[]): Promise<void> {
    try {
      const results = await this.run(batch.map((waiting) => waiting.item));
      if (results.length !== batch.length) {
        throw new Error(`a run of ${String(batch.length)} items gave ${String(results.length)} results`);
      }
      batch.forEach((waiting, i) => {
        waiting.resolve(results[i] as O);
      });
    } catch (reason) {
      const waiting = this.waiting;
      this.waiting = [];
      for (const one of [...batch, ...waiting]) one.reject(reason);
    } finally {
      this.inFlight -= 1;
      this.flush();
    }
  }
}
