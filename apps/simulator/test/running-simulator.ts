import { systemClock, type Clock } from '#kernel';

import { buildSimulator } from '../src/http/simulator.js';

export const wechat = { appid: 'wx00000000000test', secret: 'secret-of-the-account' };
export const aliyun = { id: 'key-of-a-test', secret: 'secret-of-the-key' };

export interface RunningSimulator {
  address: string;
  /** Makes one of the two hosts `{mode, delayMs?}`. */
  make: (upstream: 'wechat' | 'identity-provider', condition: object) => Promise<Response>;
  close: () => Promise<void>;
}

const running: RunningSimulator[] = [];

/** Ends every simulator of this file, also those of a test that failed half-way. */
export async function closeSimulators(): Promise<void> {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
}

/** A simulator on a free port of the loopback address. */
export async function runSimulator(callsPerMinute = 50_000, clock: Clock = systemClock): Promise<RunningSimulator> {
  const app = buildSimulator({ wechat: { ...wechat, callsPerMinute }, aliyun, clock });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const simulator: RunningSimulator = {
    address,
    make: (upstream, condition) =>
      fetch(`${address}/simulator/${upstream}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(condition),
      }),
    close: () => app.close(),
  };
  running.push(simulator);
  return simulator;
}
