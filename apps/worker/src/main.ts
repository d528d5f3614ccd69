import 'reflect-metadata';
import { createLog, runHttpApp, Upkeep } from '#http';
import { connectLedger, migrate } from '#mysql';
import { FollowRound, KeepGate, ReconcileRound } from '#opening';
import { RoundRepository } from '#round';
import { AppModule } from './app.module.js';
import { env } from './env.js';
import { RoundsWatch } from './rounds.watch.js';

const log = createLog('worker', env.LOG_LEVEL);

/** `worker migrate`: brings the schema forward and ends. A statement here may take as long as it takes. */
async function migrateOnce(): Promise<void> {
  const dataSource = await connectLedger({ url: env.MYSQL_URL, poolSize: 2, queryTimeoutMs: 3_600_000 });
  const steps = await migrate(dataSource);
  log.info({ steps }, 'the schema is up to date');
  await dataSource.destroy();
}

/** `worker`: keeps the gates, follows the rounds, reconciles; over HTTP it answers only health, metrics and its OpenAPI. */
async function work(): Promise<void> {
  await runHttpApp({
    module: AppModule,
    title: 'Huiyue worker',
    host: env.HOST,
    port: env.PORT,
    log,
    bodyLimit: 1024,
    drainNoticeMs: 0,
    begin: async (app) => {
      const watch = new RoundsWatch(
        log,
        app.get(RoundRepository),
        app.get(KeepGate),
        app.get(FollowRound),
        app.get(ReconcileRound),
      );
      const upkeep = new Upkeep(log, [
        { name: 'keep the gates', everyMs: 250, work: () => watch.keepGates() },
        { name: 'follow the rounds', everyMs: 500, work: () => watch.followRounds() },
        { name: 'reconcile', everyMs: 2_000, work: () => watch.reconcileRounds() },
      ]);
      await upkeep.start();
      return () => upkeep.stop();
    },
  });
}

const [command, ...rest] = process.argv.slice(2);
if (rest.length > 0 || (command !== undefined && command !== 'migrate')) {
  process.stderr.write('usage: worker [migrate]\n');
  process.exitCode = 2;
} else {
  await (command === 'migrate' ? migrateOnce() : work());
}
