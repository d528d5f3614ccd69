const DEADLOCK = 1213;
const LOCK_WAIT_TIMEOUT = 1205;
const DUPLICATE_ENTRY = 1062;
const COLUMN_CANNOT_BE_NULL = 1048;

interface DriverError {
  errno: number;
  sqlMessage: string;
}

/** The driver's own error inside whatever wraps it, if the server answered with one. */
function driverErrorOf(error: unknown): DriverError | undefined {
  const inner = (error as { driverError?: unknown } | undefined)?.driverError ?? error;
  const { errno, sqlMessage } = (inner ?? {}) as Partial<DriverError>;
  return typeof errno === 'number' && typeof sqlMessage === 'string' ? { errno, sqlMessage } : undefined;
}

/** Name of the unique constraint that refused a row, or undefined if that is not what happened. */
export function violatedConstraint(error: unknown): string | undefined {
  const found = driverErrorOf(error);
  if (found?.errno !== DUPLICATE_ENTRY) return undefined;
  return /for key '(?:[^']*\.)?([^'.]+)'/.exec(found.sqlMessage)?.[1];
}

/** Whether the server rolled the whole transaction back because of another one: the same may be tried again. */
export function lostToAnother(error: unknown): boolean {
  const errno = driverErrorOf(error)?.errno;
  return errno === DEADLOCK || errno === LOCK_WAIT_TIMEOUT;
}

/** Whether a NOT NULL column was given NULL. */
export function refusedNull(error: unknown, column: string): boolean {
  const found = driverErrorOf(error);
  return found?.errno === COLUMN_CANNOT_BE_NULL && found.sqlMessage.includes(`'${column}'`);
}

/** Whether the server itself said no, so that nothing happened. Anything else leaves the outcome unknown. */
export function serverRefused(error: unknown): boolean {
  return driverErrorOf(error) !== undefined;
}

/** Answers of a server that is shutting down, full, read-only or too busy: not a fault of the statement. */
const SERVER_CANNOT_NOW = new Set([1021, 1040, 1053, 1114, 1205, 1213, 1290, 1836, 1927, 1969, 3024]);

/** Whether the ledger could not do its work just now: no answer at all, or an answer that says so. */
export function ledgerCannotNow(error: unknown): boolean {
  const found = driverErrorOf(error);
  if (found) return SERVER_CANNOT_NOW.has(found.errno);
  const { code, syscall } = ((error as { driverError?: unknown } | undefined)?.driverError ?? error ?? {}) as {
    code?: unknown;
    syscall?: unknown;
  };
  return typeof code === 'string' && (syscall !== undefined || code.startsWith('PROTOCOL_') || code.startsWith('E'));
}
