/** How long something takes, in its largest unit and rounded up, in the words of a language, e.g. `12 seconds`. */
export function duration(seconds: number, locale: string): string {
  const [unit, size] =
    seconds >= 3600 ? ['hour', 3600] : seconds >= 60 ? ['minute', 60] : ['second', 1];
  const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(locale, style).format(Math.ceil(seconds / size));
}
