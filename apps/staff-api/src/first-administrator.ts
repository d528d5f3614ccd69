import { NestFactory } from '@nestjs/core';
import type { Log } from '#http';
import { EnsureFirstAdministrator } from '#staff';
import { AppModule } from './app.module.js';

/**
 * `staff-api first-administrator`: gives a system without staff its first administrator and prints, this once, one line of
 * JSON with what that person signs in with. Where there is staff it prints nothing of the kind.
 */
export async function firstAdministrator(log: Log): Promise<void> {
  const app = await NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
  try {
    const made = await app.get(EnsureFirstAdministrator).execute('staff-api');
    if (!made) {
      log.info('there is staff already');
      return;
    }
    const { username, password, totpSecret, otpauthUri } = made;
    process.stdout.write(`${JSON.stringify({ username, password, totpSecret, otpauthUri })}\n`);
  } finally {
    await app.close();
  }
}
