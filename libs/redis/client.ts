import { Redis } from 'ioredis';

export interface GateConnectionOptions {
  /** `redis://host:port/db` */
  url: string;
  /** A command without an answer for this long fails with its outcome unknown. */
  timeoutMs?: number;
}

/**
 * A client that never does a thing twice by itself. The driver's defaults re-send a command whose reply was lost; here a
 * lost reply is an error with an unknown outcome, and a command given while there is no connection fails at once.
 */
export function connectRedis({ url, timeoutMs = 1_000 }: GateConnectionOptions): Redis {
  return new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    commandTimeout: timeoutMs,
    connectTimeout: timeoutMs,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    retryStrategy: (times) => Math.min(50 * times, 500),
  });
}
