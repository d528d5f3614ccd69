/** Failed attempts in a row after which an account rests. A right one in between starts the count anew. */
export const MOST_FAILURES = 5;
export const LOCK_MS = 15 * 60_000;

/** A login nobody used for this long is over; so is one this old, used or not. */
export const IDLE_MS = 30 * 60_000;
export const ABSOLUTE_MS = 12 * 3_600_000;

/** How exactly a login's last use is known: no request but one a minute pays for a write. */
export const SEEN_EVERY_MS = 60_000;
