import { html } from 'lit';
import { describeTag } from '../../support/suites/all.ts';
import type { TagUnderTest } from '../../support/suites/tag-under-test.ts';
import { INVITE_ACCEPT_VIEWS } from '../../support/suites/views/invite-accept.ts';

const TAG: TagUnderTest = {
  template: () => html`<invite-accept></invite-accept>`,
  ready: 'row',
  says: ({ name }) => name,
  async opens(_tag, look = () => undefined) {
    await look();
  },
};

const OFFERED = { 'do-button': 1 };

describeTag('invite-accept', TAG, INVITE_ACCEPT_VIEWS, {
  owner: OFFERED,
  admin: OFFERED,
  member: OFFERED,
  viewer: OFFERED,
});
