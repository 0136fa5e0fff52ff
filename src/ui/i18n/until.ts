import type { Localize } from './localize.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

/**
 * How long it still is until a time, e.g. `in 23 hours`; never more of it than there is.
 * @param now milliseconds since 1970
 */
export function until(time: string, now: number, { locale }: Localize): string {
  const minutes = Math.max(0, Math.floor((Date.parse(time) - now) / 60_000));
  const [unit, size] =
    minutes >= 2 * DAY
      ? (['day', DAY] as const)
      : minutes >= 2 * HOUR
        ? (['hour', HOUR] as const)
        : (['minute', 1] as const);
  return new Intl.RelativeTimeFormat(locale).format(Math.floor(minutes / size), unit);
}
