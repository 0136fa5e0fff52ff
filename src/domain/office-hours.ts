import { accept, deny, type Checked } from './verdict.ts';

/** When people answer, on one day of the week. */
export interface OfficeDay {
  /** 1 is Monday, 7 Sunday. */
  readonly day: number;
  /** `09:00`. */
  readonly from: string;
  /** Later than `from`; `00:00` is the end of the day. */
  readonly to: string;
}

/** When people answer. */
export interface OfficeHours {
  /** As `Europe/Berlin`. */
  readonly timeZone: string;
  /** Each day once, in the order of the week; nobody answers on the others. */
  readonly days: readonly OfficeDay[];
}

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
/** Later than every time of a day. */
const END_OF_DAY = '24:00';
const WEEKDAYS: readonly string[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** When people answer, as somebody says; the days come in the order of the week. */
export function checkOfficeHours({ timeZone, days }: OfficeHours): Checked<OfficeHours> {
  if (!isTimeZone(timeZone)) return deny({ code: 'time-zone-unknown' });
  const isRight = days.every(
    ({ day, from, to }) =>
      Number.isInteger(day) &&
      day >= 1 &&
      day <= WEEKDAYS.length &&
      TIME.test(from) &&
      TIME.test(to) &&
      from < endOf(to),
  );
  if (!isRight || new Set(days.map(({ day }) => day)).size < days.length) {
    return deny({ code: 'hours-malformed' });
  }
  return accept({ timeZone, days: days.toSorted((a, b) => a.day - b.day) });
}

/**
 * Does anybody answer at this time? The last minute ends when `to` begins.
 * @param hours null where they always do
 */
export function isOpen(hours: OfficeHours | null, at: Date): boolean {
  if (hours === null) return true;
  const { day, time } = localTime(hours.timeZone, at);
  const today = hours.days.find(one => one.day === day);
  return today !== undefined && today.from <= time && time < endOf(today.to);
}

function endOf(to: string): string {
  return to === '00:00' ? END_OF_DAY : to;
}

function localTime(timeZone: string, at: Date): { readonly day: number; readonly time: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string): string => parts.find(one => one.type === type)?.value ?? '';
  return {
    day: WEEKDAYS.indexOf(part('weekday')) + 1,
    time: `${part('hour')}:${part('minute')}`,
  };
}

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).format(0) !== '';
  } catch {
    return false;
  }
}
