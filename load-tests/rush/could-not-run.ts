/** The rush did not take place, or not to its end: nothing can be said about any promise. */
export class CouldNotRun extends Error {}

/**
 * The work's own result, unless a reason to give up comes first.
 * @throws CouldNotRun after `limitMs`, or with whatever `giveUp` is called with
 */
export async function unlessGivenUp<T>(
  limitMs: number,
  work: (giveUp: (why: string) => void) => Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      const giveUp = (why: string): void => {
        reject(new CouldNotRun(why));
      };
      timer = setTimeout(giveUp, limitMs, `not done after ${(limitMs / 60_000).toFixed(0)} minutes`);
      work(giveUp).then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
  }
}
