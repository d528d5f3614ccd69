import 'reflect-metadata';
import cookie from '@fastify/cookie';
import { ledgerRefusal } from '#booking';
import { createLog, runHttpApp } from '#http';
import { AppModule } from './app.module.js';
import { env } from './env.js';
import { firstAdministrator } from './first-administrator.js';
import { acceptCsv } from './http/csv-body.js';

const log = createLog('staff-api', env.LOG_LEVEL);

/** `staff-api`: serves administrators and clinics. */
async function serve(): Promise<void> {
  await runHttpApp({
    module: AppModule,
    title: 'Huiyue for staff',
    host: env.HOST,
    port: env.PORT,
    log,
    asRefusal: ledgerRefusal,
    bodyLimit: 64 * 1024,
    drainNoticeMs: env.DRAIN_NOTICE_MS,
    prepare: async (server) => {
      await server.register(cookie);
      acceptCsv(server);
    },
  });
}

const [command, ...rest] = process.argv.slice(2);
if (rest.length > 0 || (command !== undefined && command !== 'first-administrator')) {
  process.stderr.write('usage: staff-api [first-administrator]\n');
  process.exitCode = 2;
} else {
  await (command === 'first-administrator' ? firstAdministrator(log) : serve());
}
