import { html } from 'lit';
import { describeTag } from '../../support/suites/all.ts';
import type { TagUnderTest } from '../../support/suites/tag-under-test.ts';
import { closeQuestion, openQuestion } from '../../support/suites/views/hands.ts';
import { inboxed, INVITE_INBOX_VIEWS } from '../../support/suites/views/invite-inbox.ts';

const TAG: TagUnderTest = {
  template: () => html`<invite-inbox></invite-inbox>`,
  ready: 'row',
  scene: inboxed,
  says: ({ name }) => name,
  async opens(tag, look = () => undefined) {
    await look();
    await openQuestion(tag, 'decline-button');
    await look();
    await closeQuestion(tag);
  },
};

const OFFERED = { row: 1, 'accept-button': 1, 'decline-button': 1, 'switch-button': 0 };

describeTag('invite-inbox', TAG, INVITE_INBOX_VIEWS, {
  owner: OFFERED,
  admin: OFFERED,
  member: OFFERED,
  viewer: OFFERED,
});
