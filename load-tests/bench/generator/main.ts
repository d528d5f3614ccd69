import { quantilesOf } from '../../rush/quantiles.js';
import { readCpu, type NamedProcess } from '../../rush/process-cpu.js';
import { ClosedLoop } from './closed-loop.js';
import { readBusyMs } from './machine-busy.js';
import { requestsFor } from './requests.js';
import type { WindowOrder, WindowResult } from './window.js';

const PATIENCE_MS = 15_000;
/** CPU time is counted in ticks of 10 ms: of less than this it would say little. */
const LEAST_MEASURED_MS = 200;

/** One turn of one contender: settle, measure, and wait for the last answer. */
async function runWindow(order: WindowOrder): Promise<WindowResult> {
  const { target } = order;
  const processes = [...order.processes, { name: 'generator', pid: process.pid }];
  const requests = requestsFor(target, order.firstTurn, order.turns);
  const loop = new ClosedLoop({
    port: target.port,
    requests,
    connections: order.connections,
    expected: target.expected,
    patienceMs: PATIENCE_MS,
  });
  await loop.start();
  await passed(order.settleMs);
  const began = readMeters(processes, loop);
  loop.recording = true;
  await Promise.race([passed(order.measureMs), loop.whenUsedUp()]);
  const ended = readMeters(processes, loop);
  loop.recording = false;
  await loop.stop();
  return {
    whole: { sent: loop.sent, expected: loop.expected, other: Object.fromEntries(loop.other) },
    measured: measuredBetween(began, ended, loop.latencies),
  };
}

interface Meters {
  atMs: number;
  expected: number;
  cpu: readonly { name: string; ms: number }[];
  busyMs: number;
}

function readMeters(processes: readonly NamedProcess[], { expected }: ClosedLoop): Meters {
  const snapshot = readCpu(processes);
  const cpu = processes.map(({ name, pid }) => ({ name, ms: snapshot.get(pid) ?? Number.NaN }));
  return { atMs: performance.now(), expected, cpu, busyMs: readBusyMs() };
}

function measuredBetween(began: Meters, ended: Meters, latencies: readonly number[]): WindowResult['measured'] {
  const ms = ended.atMs - began.atMs;
  if (ms < LEAST_MEASURED_MS) throw new Error('the requests were used up before they could be measured');
  const { p50, p99 } = quantilesOf(latencies) ?? { p50: Number.NaN, p99: Number.NaN };
  const spent = ended.cpu.map(({ name, ms }, i): [string, number] => [name, ms - (began.cpu[i]?.ms ?? Number.NaN)]);
  const own = spent.reduce((sum, [, spentMs]) => sum + spentMs, 0);
  return {
    ...{ ms, p50, p99 },
    expected: ended.expected - began.expected,
    cpuMs: Object.fromEntries(spent),
    othersMs: ended.busyMs - began.busyMs - own,
  };
}

function passed(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms));
}

process.on('message', (order: WindowOrder) => {
  void runWindow(order).then((result) => process.send?.(result));
});
// Without its parent there is nobody to measure for.
process.on('disconnect', () => process.exit());
