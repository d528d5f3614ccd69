export { connectRedis, type GateConnectionOptions } from './client.js';
export { runScript, type Script } from './script.js';
export { serverRunId } from './server-run.js';
export type { Redis } from 'ioredis';
