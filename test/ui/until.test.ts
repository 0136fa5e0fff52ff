import { expect } from '@open-wc/testing';
import { until } from '../../src/ui/i18n/until.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-26T12:00:00Z');

function said(left: number, locale = 'en'): string {
  return until(new Date(NOW + left).toISOString(), NOW, { locale });
}

describe('how long an invitation still is open (R20)', () => {
  for (const [left, expected] of [
    [7 * DAY, 'in 7 days'],
    [3 * DAY - 1, 'in 2 days'],
    [2 * DAY - 1, 'in 47 hours'],
    [DAY - 1, 'in 23 hours'],
    [2 * HOUR, 'in 2 hours'],
    [2 * HOUR - 1, 'in 119 minutes'],
    [MINUTE, 'in 1 minute'],
    [MINUTE - 1, 'this minute'],
    [-DAY, 'this minute'],
  ] as const) {
    it(`never says more than there is: ${expected}`, () => {
      expect(said(left)).to.equal(expected);
    });
  }

  it('says it in the language of the page', () => {
    expect(said(2 * DAY, 'de')).to.equal('in 2 Tagen');
  });
});
