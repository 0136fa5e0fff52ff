import { html } from 'lit';
import { part, parts, waitUntil } from '../../support/dom.ts';
import { describeTag } from '../../support/suites/all.ts';
import type { TagUnderTest } from '../../support/suites/tag-under-test.ts';
import { INVITE_ACCEPT_VIEWS, invited } from '../../support/suites/views/invite-accept.ts';

const TAG: TagUnderTest = {
  template: () => html`<invite-accept></invite-accept>`,
  ready: 'account',
  accounts: true,
  isForAll: true,
  scene: invited,
  says: place => place.as('owner').name,
  async opens(tag, look = () => undefined) {
    await look();
    const [decline] = parts(tag, 'decline-button');
    if (!decline) return;
    decline.click();
    await part(tag, 'dialog');
    await look();
    parts(tag, 'keep-button')[0]?.click();
    await waitUntil(() => parts(tag, 'dialog').length === 0);
  },
};

const YOURS = { account: 1, 'accept-button': 1, 'decline-button': 1, 'switch-button': 0 };
const ANOTHERS = { account: 1, 'accept-button': 0, 'decline-button': 0, 'switch-button': 1 };

describeTag('invite-accept', TAG, INVITE_ACCEPT_VIEWS, {
  owner: YOURS,
  admin: ANOTHERS,
  member: ANOTHERS,
  viewer: ANOTHERS,
});
