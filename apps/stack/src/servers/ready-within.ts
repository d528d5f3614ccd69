import type { OwnProcess } from './own-process.js';

/** Asks again and again until `ask` no longer throws; fails when the process ends first or the time is over. */
export async function readyWithin(ms: number, process_: OwnProcess, ask: () => Promise<void>): Promise<void> {
  const until = performance.now() + ms;
  for (;;) {
    try {
      await ask();
      return;
    } catch (error) {
      if (!process_.running) throw new Error(`${process_.name} ended: ${await process_.whenEnded()}`, { cause: error });
      if (performance.now() > until) {
        await process_.kill();
        throw new Error(`${process_.name} was not ready within ${String(ms / 1000)} s`, { cause: error });
      }
    }
    await new Promise((wake) => setTimeout(wake, 50));
  }
}
