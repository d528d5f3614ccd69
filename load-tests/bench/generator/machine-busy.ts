import { readFileSync } from 'node:fs';

/** As in `/proc/<pid>/stat`: USER_HZ is 100 on Linux's common platforms. */
const TICK_MS = 10;

/** CPU time (ms) all cores together have spent at work since the start, from the text of `/proc/stat`: proc(5). */
export function busyMsIn(stat: string): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (/^cpu +(.*)$/m.exec(stat)?.[1] ?? '')
    .split(' ')
    .map(Number);
  return (user + nice + system + irq + softirq) * TICK_MS;
}

/** The same, now; NaN on a system without /proc. */
export function readBusyMs(): number {
  try {
    return busyMsIn(readFileSync('/proc/stat', 'latin1'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return Number.NaN;
  }
}
