import { DateTime } from 'luxon';

const ZONE = 'Asia/Shanghai';

/** The calendar day in Beijing at an instant, `YYYY-MM-DD`. */
export function beijingDay(atMs: number): string {
  return DateTime.fromMillis(atMs, { zone: ZONE }).toFormat('yyyy-MM-dd');
}

/** The day so many days after `day`; before it when negative. */
export function dayAfter(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: ZONE }).plus({ days }).toFormat('yyyy-MM-dd');
}

/** How many days `later` is after `day`. */
export function daysBetween(day: string, later: string): number {
  const [from, to] = [DateTime.fromISO(day, { zone: 'utc' }), DateTime.fromISO(later, { zone: 'utc' })];
  return to.diff(from, 'days').days;
}
