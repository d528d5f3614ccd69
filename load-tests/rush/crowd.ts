/** How the work on many goes. */
export interface CrowdResult<R> {
  /** In the order of the items; undefined where it failed. */
  results: (R | undefined)[];
  /** Why, and how often. */
  failures: ReadonlyMap<string, number>;
}

export interface CrowdOptions {
  /** How many are worked on at once. */
  atOnce: number;
  /** The work ends when more than this many have failed: what goes wrong for so many goes wrong for all. */
  mostFailures: number;
  /** Called now and then with how many are done. */
  progress: (done: number) => void;
  progressEveryMs: number;
}

/** Does the same for each of many, a bounded number at once, and goes on when one fails. */
export async function forEachOfCrowd<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
  options: CrowdOptions,
): Promise<CrowdResult<R>> {
  const results = new Array<R | undefined>(items.length);
  const failures = new Map<string, number>();
  let next = 0;
  let done = 0;
  let failed = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length && failed <= options.mostFailures; index = next++) {
      try {
        results[index] = await work(items[index] as T, index);
      } catch (error) {
        failed += 1;
        const reason = error instanceof Error ? error.message : String(error);
        failures.set(reason, (failures.get(reason) ?? 0) + 1);
      }
      done += 1;
    }
  };
  const telling = setInterval(() => {
    options.progress(done);
  }, options.progressEveryMs);
  try {
    await Promise.all(Array.from({ length: options.atOnce }, worker));
  } finally {
    clearInterval(telling);
  }
  return { results, failures };
}
