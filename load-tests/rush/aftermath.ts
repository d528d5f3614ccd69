import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger } from './audit.js';
import { compareGate, differs, type GateDifferences } from './gate-agreement.js';
import { readGate } from './gate-reading.js';
import { readLedger } from './ledger-reading.js';

/** Promised: what was stranded is taken back within this time. */
const AGREE_WITHIN_MS = 30_000;

export interface Aftermath {
  ledger: Ledger;
  gate: GateDifferences;
  /** Undefined when gate and ledger did not agree in time. */
  gateAgreedAfterMs: number | undefined;
}

/** Reads ledger and gate until they agree, or for as long as is promised. */
export async function waitForAgreement(
  { mysqlUrl, redisUrl }: { mysqlUrl: string; redisUrl: string },
  roundId: number,
): Promise<Aftermath> {
  const startedMs = performance.now();
  for (;;) {
    const ledger = await readLedger(mysqlUrl, roundId);
    const gate = compareGate(await readGate(redisUrl, roundId), ledger);
    const afterMs = performance.now() - startedMs;
    if (!differs(gate)) return { ledger, gate, gateAgreedAfterMs: afterMs };
    if (afterMs > AGREE_WITHIN_MS) return { ledger, gate, gateAgreedAfterMs: undefined };
    await sleep(250);
  }
}
