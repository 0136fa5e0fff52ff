import { html } from 'lit';
import { part, parts, waitUntil } from '../../support/dom.ts';
import { describeTag } from '../../support/suites/all.ts';
import type { Offers } from '../../support/suites/roles.ts';
import type { TagUnderTest } from '../../support/suites/tag-under-test.ts';
import { INVITE_TABLE_VIEWS, invited } from '../../support/suites/views/invite-table.ts';

const TAG: TagUnderTest = {
  template: () => html`<invite-table></invite-table>`,
  ready: 'summary',
  scene: invited,
  says: place => `by ${place.as('owner').name}`,
  async opens(tag, look = () => undefined) {
    parts(tag, 'select')[0]?.click();
    await look();
    for (const name of ['resend-button', 'prolong-button', 'revoke-button']) {
      const [button] = parts(tag, name);
      button?.click();
      if (button) await part(tag, 'dialog');
      await look();
      parts(tag, 'keep-button')[0]?.click();
      await waitUntil(() => parts(tag, 'dialog').length === 0);
    }
  },
};

const SEES = {
  row: 3,
  'copy-button': 3,
  'resend-button': 3,
  'revoke-button': 3,
  'stale-button': 1,
};
const SEES_NOTHING = {
  row: 0,
  'copy-button': 0,
  'resend-button': 0,
  'revoke-button': 0,
  'stale-button': 0,
};

const OFFERS: Offers = { owner: SEES, admin: SEES, member: SEES_NOTHING, viewer: SEES_NOTHING };

describeTag('invite-table', TAG, INVITE_TABLE_VIEWS, OFFERS);
