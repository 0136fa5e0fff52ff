import type { Localize } from '../../ui/i18n/localize.ts';

/** By what each calls itself; most call themselves those further down, too. */
const BROWSERS = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;

const SYSTEMS = [
  [/\bWindows\b/, 'Windows'],
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
] as const;

/**
 * A browser or program in a few words, where they are known, e.g. `Firefox on Windows`.
 * @param device as it called itself
 */
export function deviceName(device: string, localize: Localize): string {
  if (device.trim() === '') return localize.term('unknownDevice');
  const browser = find(BROWSERS, device);
  const system = find(SYSTEMS, device);
  return browser && system ? localize.term('browserOn', browser, system) : device;
}

/** Is it one of those that are held in a hand? */
export function isHandheld(device: string): boolean {
  return /\b(Android|iPhone|iPad|Mobile)\b/.test(device);
}

function find(known: readonly (readonly [RegExp, string])[], device: string): string | undefined {
  return known.find(([sign]) => sign.test(device))?.[1];
}
