import { quantilesOf } from '../rush/quantiles.js';
import { readCpu } from '../rush/process-cpu.js';
import { WirePool } from '../wire/wire-pool.js';
import { ClosedLoop } from './closed-loop.js';
import { requestsFor } from './requests.js';
import type { WindowOrder, WindowResult } from './window.js';

const TIMEOUT_MS = 10_000;

/** One turn of one contender: settle, measure, and wait for the last answer. */
async function runWindow(order: WindowOrder): Promise<WindowResult> {
  const { target, connections } = order;
  const processes = [...order.processes, { name: 'generator', pid: process.pid }];
  const requests = requestsFor(target, order.firstTurn, order.turns);
  const pool = new WirePool({ host: '127.0.0.1', port: target.port, mostConnections: connections, timeoutMs: TIMEOUT_MS });
  const loop = new ClosedLoop({ pool, requests, outstanding: connections, expected: target.expected });
  try {
    await pool.warm(connections);
    loop.start();
    await passed(order.settleMs);
    const [cpuBefore, expectedBefore, beganMs] = [readCpu(processes), loop.expected, performance.now()];
    loop.record();
    await Promise.race([passed(order.measureMs), loop.whenUsedUp()]);
    const [cpuAfter, expectedAfter, endedMs] = [readCpu(processes), loop.expected, performance.now()];
    const { latencies } = loop;
    await loop.stop();
    const { p50, p99 } = quantilesOf(latencies) ?? { p50: Number.NaN, p99: Number.NaN };
    return {
      whole: { sent: loop.sent, expected: loop.expected, other: Object.fromEntries(loop.other) },
      measured: {
        ms: endedMs - beganMs,
        expected: expectedAfter - expectedBefore,
        ...{ p50, p99 },
        cpuMs: Object.fromEntries(
          processes.map(({ name, pid }) => [name, (cpuAfter.get(pid) ?? Number.NaN) - (cpuBefore.get(pid) ?? Number.NaN)]),
        ),
      },
    };
  } finally {
    pool.close();
  }
}

function passed(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms));
}

process.on('message', (order: WindowOrder) => {
  void runWindow(order).then((result) => process.send?.(result));
});
// Without its parent there is nobody to measure for.
process.on('disconnect', () => process.exit());
