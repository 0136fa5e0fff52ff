/** Milliseconds. */
export const MINUTE = 60_000;

/** Milliseconds. */
export const HOUR = 60 * MINUTE;

/** Milliseconds; a day of the clock, not of a calendar. */
export const DAY = 24 * HOUR;

/** Milliseconds from one time to a later one. */
export function elapsed(since: Date, now: Date): number {
  return now.getTime() - since.getTime();
}
