import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkOfficeHours, isOpen, type OfficeHours } from '../../src/domain/office-hours.ts';
import { checkedAs } from './support.ts';

const MONDAY = { day: 1, from: '09:00', to: '17:00' };
const BERLIN: OfficeHours = { timeZone: 'Europe/Berlin', days: [MONDAY] };

/** Is it open then? In UTC; 2026-11-23 is a Monday. */
function opens(hours: OfficeHours | null, time: string): boolean {
  return isOpen(hours, new Date(`${time}Z`));
}

describe('office hours', () => {
  it('begin at their first minute and end before their last one, where the office is', () => {
    assert.equal(opens(BERLIN, '2026-11-23T07:59:59'), false);
    assert.equal(opens(BERLIN, '2026-11-23T08:00:00'), true);
    assert.equal(opens(BERLIN, '2026-11-23T15:59:59'), true);
    assert.equal(opens(BERLIN, '2026-11-23T16:00:00'), false);
    assert.equal(opens(BERLIN, '2026-11-24T10:00:00'), false);
  });

  it('follow daylight saving time', () => {
    assert.equal(opens(BERLIN, '2026-07-06T07:00:00'), true);
    assert.equal(opens(BERLIN, '2026-07-06T15:00:00'), false);
  });

  it('go by the day of the week where the office is', () => {
    const tokyo = { timeZone: 'Asia/Tokyo', days: [{ day: 2, from: '00:00', to: '09:00' }] };
    assert.equal(opens(tokyo, '2026-11-23T14:59:00'), false);
    assert.equal(opens(tokyo, '2026-11-23T15:00:00'), true);
  });

  it('last until midnight, and all the day', () => {
    const always = { timeZone: 'UTC', days: [{ day: 1, from: '00:00', to: '00:00' }] };
    assert.equal(opens(always, '2026-11-22T23:59:59'), false);
    assert.equal(opens(always, '2026-11-23T00:00:00'), true);
    assert.equal(opens(always, '2026-11-23T23:59:59'), true);
    assert.equal(opens(always, '2026-11-24T00:00:00'), false);
  });

  it('are always where nothing is said, and never where no day is', () => {
    assert.equal(opens(null, '2026-11-23T03:00:00'), true);
    assert.equal(opens({ timeZone: 'UTC', days: [] }, '2026-11-23T12:00:00'), false);
  });

  it('come in the order of the week', () => {
    const friday = { ...MONDAY, day: 5 };
    const checked = checkOfficeHours({ timeZone: 'UTC', days: [friday, MONDAY] });
    assert.equal(checkedAs(checked), JSON.stringify({ timeZone: 'UTC', days: [MONDAY, friday] }));
  });

  for (const [what, days] of Object.entries({
    'that end as they begin': [{ ...MONDAY, to: '09:00' }],
    'that end before they begin': [{ ...MONDAY, to: '08:59' }],
    'of no time': [{ ...MONDAY, from: '9:00' }],
    'after midnight': [{ ...MONDAY, to: '24:00' }],
    'of an eighth day': [{ ...MONDAY, day: 8 }],
    'of no day': [{ ...MONDAY, day: 0 }],
    'of half a day': [{ ...MONDAY, day: 1.5 }],
    'of one day twice': [MONDAY, MONDAY],
  })) {
    it(`are none ${what}`, () => {
      assert.equal(checkedAs(checkOfficeHours({ timeZone: 'UTC', days })), 'hours-malformed');
    });
  }

  it('are in a time zone that there is', () => {
    for (const timeZone of ['', 'Berlin', 'Europe/Nowhere', 'Europe/Berlin\0']) {
      assert.equal(checkedAs(checkOfficeHours({ timeZone, days: [] })), 'time-zone-unknown');
    }
  });
});
