import 'reflect-metadata';
import cookie from '@fastify/cookie';
import { ledgerRefusal, RoundBoard } from '#booking';
import { createLog, runHttpApp, Upkeep } from '#http';
import { GateClock } from '#quota';
import { RoundDirectory } from '#round';
import { AppModule } from './app.module.js';
import { env } from './env.js';

const log = createLog('resident-api', env.LOG_LEVEL);

await runHttpApp({
  module: AppModule,
  title: 'Huiyue for residents',
  host: env.HOST,
  port: env.PORT,
  log,
  asRefusal: ledgerRefusal,
  bodyLimit: 16 * 1024,
  drainNoticeMs: env.DRAIN_NOTICE_MS,
  prepare: async (server) => {
    await server.register(cookie);
  },
  begin: async (app) => {
    const rounds = app.get(RoundDirectory);
    const clock = app.get(GateClock);
    const board = app.get(RoundBoard);
    const upkeep = new Upkeep(log, [
      { name: 'read the rounds', everyMs: 1_000, work: () => rounds.refresh() },
      { name: 'read the gate clock', everyMs: 1_000, work: () => clock.sample() },
      { name: 'make the board', everyMs: 1_000, work: () => board.refresh() },
    ]);
    await upkeep.start();
    return () => upkeep.stop();
  },
});
