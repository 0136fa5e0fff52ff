import { html } from 'lit';
import { parts } from '../../support/dom.ts';
import { describeTag } from '../../support/suites/all.ts';
import type { TagUnderTest } from '../../support/suites/tag-under-test.ts';
import { closeQuestion, openQuestion } from '../../support/suites/views/hands.ts';
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
    if (parts(tag, 'decline-button').length === 0) return;
    await openQuestion(tag, 'decline-button');
    await look();
    await closeQuestion(tag);
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
