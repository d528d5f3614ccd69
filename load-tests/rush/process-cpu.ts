import { existsSync, readFileSync } from 'node:fs';

/** The kernel counts in ticks of 10 ms wherever this runs (USER_HZ, fixed on Linux's common platforms). */
const TICK_MS = 10;

/** CPU time of all threads of a process since it began (ms), from the text of `/proc/<pid>/stat`: proc(5). */
export function cpuMsIn(stat: string): number {
  // The second field is the program's name in brackets and may hold anything, brackets and blanks too.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

export interface NamedProcess {
  name: string;
  pid: number;
}

export type CpuSnapshot = ReadonlyMap<number, number>;

/** CPU time of each process; one that has ended, or a system without /proc, is left out. */
export function readCpu(processes: readonly NamedProcess[]): CpuSnapshot {
  const snapshot = new Map<number, number>();
  for (const { pid } of processes) {
    try {
      snapshot.set(pid, cpuMsIn(readFileSync(`/proc/${String(pid)}/stat`, 'latin1')));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return snapshot;
}

interface CpuShare extends NamedProcess {
  /** Of one core. */
  share: number;
}

/** Who used the machine's cores over a window. */
export interface CpuUse {
  windowMs: number;
  shares: readonly CpuShare[];
  /** Of one core, used by all that is not part of the rush: on a quiet machine next to nothing. */
  otherShare: number;
}

/** CPU time all cores together spent on programs and the kernel (ms), from the text of `/proc/stat`: proc(5). */
export function busyMsIn(stat: string): number {
  const [, user, nice, system, , , irq, softirq] = /^cpu .*$/m.exec(stat)?.[0].split(/ +/).map(Number) ?? [];
  return ((user ?? 0) + (nice ?? 0) + (system ?? 0) + (irq ?? 0) + (softirq ?? 0)) * TICK_MS;
}

/** 0 on a system without /proc. */
export function readMachineBusyMs(): number {
  return busyMsIn(existsSync('/proc/stat') ? readFileSync('/proc/stat', 'latin1') : '');
}

export function cpuShares(
  processes: readonly NamedProcess[],
  before: CpuSnapshot,
  after: CpuSnapshot,
  windowMs: number,
): CpuShare[] {
  return processes.flatMap((one) => {
    const [from, to] = [before.get(one.pid), after.get(one.pid)];
    return from === undefined || to === undefined ? [] : [{ ...one, share: (to - from) / windowMs }];
  });
}
