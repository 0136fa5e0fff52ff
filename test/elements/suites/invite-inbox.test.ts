import { html } from 'lit';
import { part, parts, waitUntil } from '../../support/dom.ts';
import { describeTag } from '../../support/suites/all.ts';
import type { TagUnderTest } from '../../support/suites/tag-under-test.ts';
import { inboxed, INVITE_INBOX_VIEWS } from '../../support/suites/views/invite-inbox.ts';

const TAG: TagUnderTest = {
  template: () => html`<invite-inbox></invite-inbox>`,
  ready: 'row',
  scene: inboxed,
  says: ({ name }) => name,
  async opens(tag, look = () => undefined) {
    await look();
    parts(tag, 'decline-button')[0]?.click();
    await part(tag, 'dialog');
    await look();
    parts(tag, 'keep-button')[0]?.click();
    await waitUntil(() => parts(tag, 'dialog').length === 0);
  },
};

const OFFERED = { row: 1, 'accept-button': 1, 'decline-button': 1, 'switch-button': 0 };

describeTag('invite-inbox', TAG, INVITE_INBOX_VIEWS, {
  owner: OFFERED,
  admin: OFFERED,
  member: OFFERED,
  viewer: OFFERED,
});
