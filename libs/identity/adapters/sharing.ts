import { Batcher } from '#kernel';

const LIMITS = { maxItems: 100, eagerInFlight: 2, maxInFlight: 2, maxWaiting: 5_000 };

/**
 * Lets callers of one event-loop turn share one call: in the days before an opening, what a request costs is mostly
 * the going to and fro. `run` answers every item in its place and throws only when nobody can be answered.
 * The returned function throws Refusal `request/overloaded` when too many wait.
 */
export function sharing<Item, Answer>(
  run: (items: Item[]) => Promise<readonly Answer[]>,
): (item: Item) => Promise<Answer> {
  const batcher = new Batcher<Item, Answer>(LIMITS, run);
  return (item) => batcher.add(item);
}
