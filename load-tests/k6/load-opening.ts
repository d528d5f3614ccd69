import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startSystem, type System } from '../../apps/stack/src/system.js';
import { Sites } from '../rush/browser.js';
import { unlessGivenUp } from '../rush/could-not-run.js';
import type { K6Run } from './k6-run.js';
import type { LoadReport, Surroundings } from './load-report.js';
import type { LoadOptions } from './options.js';
import { openUnderK6 } from './open-under-k6.js';

const FOLDER = '.data/k6';
const LIMIT_MS = 20 * 60_000;

/**
 * A private system, a crowd made ready as for the rush, one opening under k6, and the audit of what came of it.
 * @throws CouldNotRun when it takes too long, is stopped by a signal, or k6 or a part of the system ends by itself
 */
export async function loadOpening(options: LoadOptions, around: Surroundings): Promise<LoadReport> {
  mkdirSync(FOLDER, { recursive: true });
  const dataDir = mkdtempSync(join(resolve(FOLDER), 'system-'));
  const log = createWriteStream(join(FOLDER, 'system.log'));
  const sites = new Sites({ mostConnections: 128, timeoutMs: 20_000 });
  let system: System | undefined;
  let k6: K6Run | undefined;
  let giveUp: (why: string) => void = () => undefined;
  try {
    around.tell('starting a private system');
    const started = (system = await startSystem({
      dataDir,
      opensInMs: LIMIT_MS,
      onLine: (name, line) => log.write(`${name} ${line}\n`),
      onLoss: (name, how) => {
        giveUp(`${name} ended by itself: ${how}`);
      },
    }));
    return await unlessGivenUp(LIMIT_MS, (stop) => {
      giveUp = stop;
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
        process.once(signal, () => {
          stop(`stopped by ${signal}`);
        });
      }
      const began = (run: K6Run): void => {
        k6 = run;
      };
      return openUnderK6({ system: started, sites, dataDir, began, ...around }, options);
    });
  } finally {
    await k6?.stop();
    sites.close();
    await system?.stop();
    log.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
