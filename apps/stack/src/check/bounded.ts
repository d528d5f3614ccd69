/** Does `work` on every item, on at most `atOnce` of them at a time, begun in their order. The results keep it too. */
export async function bounded<Item, Result>(
  atOnce: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const hand = async (): Promise<void> => {
    // All hands take from the one iterator: an item that is taken is gone for the others.
    for (const [at, item] of waiting) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
  return results;
}
