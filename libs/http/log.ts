import type { LoggerService } from '@nestjs/common';
import { pino, stdTimeFunctions, type Logger } from 'pino';

export type Log = Logger;

/** Names that may hold personal data or secrets, wherever they turn up in what is logged. */
const SECRET = ['name', 'idNumber', 'phone', 'openid', 'password', 'token', 'totp', 'pass', 'authorization', 'cookie'];

/** What is told of an error. A query's text, its values and what a constraint quoted of them stay out. */
export function toldOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: typeof error };
  const { code, errno, sqlMessage, driverError } = error as Error & Record<string, unknown>;
  const ofLedger = sqlMessage !== undefined || driverError !== undefined;
  const message = ofLedger ? error.message.replaceAll(/'[^']*'/g, "'…'") : error.message;
  const stack = error.stack?.replace(error.message, '').split('\n').slice(1, 12).join('\n');
  const cause = error.cause === undefined ? {} : { cause: toldOf(error.cause) };
  return { type: error.name, message, code, errno, stack, ...cause };
}

/** One JSON line an event, on standard output. Messages of faults are kept; values under {@link SECRET} names are not. */
export function createLog(app: string, level = 'info'): Log {
  return pino({
    level,
    base: { app, pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    serializers: { err: toldOf },
    redact: { paths: SECRET.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
  });
}

/** Nest's own messages, into the same log: its start-up chatter at debug, its warnings and errors as they are. */
export function nestLogger(log: Log): LoggerService {
  return {
    log: (message: unknown) => {
      log.debug(String(message));
    },
    warn: (message: unknown) => {
      log.warn(String(message));
    },
    error: (message: unknown, stack?: unknown) => {
      log.error({ stack }, String(message));
    },
    fatal: (message: unknown) => {
      log.fatal(String(message));
    },
    debug: (message: unknown) => {
      log.debug(String(message));
    },
    verbose: (message: unknown) => {
      log.trace(String(message));
    },
  };
}
