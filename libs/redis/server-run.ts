import type { Redis } from 'ioredis';

/** The server's `run_id`: it changes with every start, so it names one life of one server's memory. */
export async function serverRunId(redis: Redis): Promise<string> {
  const info = await redis.info('server');
  const runId = /^run_id:([0-9a-f]{40})\r?$/m.exec(info)?.[1];
  if (runId === undefined) throw new Error('the server does not tell its run_id');
  return runId;
}
