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
