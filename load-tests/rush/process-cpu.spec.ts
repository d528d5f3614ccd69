import { expect, test } from '@jest/globals';
import { busyMsIn, cpuMsIn, cpuShares, readCpu, readMachineBusyMs } from './process-cpu.js';

test('user and system ticks are added, whatever the program is called', () => {
  const stat = '42 (a) (b c) S 1 42 42 0 -1 4194560 100 0 0 0 7 5 900 900 20 0 11 0 12345 1000 100';
  expect(cpuMsIn(stat)).toBe(120);
});

test('this process uses time, and one that is not there has no share', () => {
  const processes = [
    { name: 'me', pid: process.pid },
    { name: 'nobody', pid: 2 ** 22 + 1 },
  ];
  const before = readCpu(processes);
  const until = performance.now() + 60;
  while (performance.now() < until);
  const shares = cpuShares(processes, before, readCpu(processes), 60);
  expect(shares.map((one) => one.name)).toEqual(['me']);
  expect(shares[0]?.share).toBeGreaterThan(0.2);
});

test('the machine is busy for whoever it works, not while it waits', () => {
  expect(busyMsIn('cpu  1 2 4 800 1600 8 16 32 0 0\ncpu0 9 9 9 9 9 9 9 9 9 9\n')).toBe(310);
  expect(busyMsIn('')).toBe(0);
  const before = readMachineBusyMs();
  const until = performance.now() + 60;
  while (performance.now() < until);
  expect(readMachineBusyMs() - before).toBeGreaterThanOrEqual(20);
});
