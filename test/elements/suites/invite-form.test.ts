import { html } from 'lit';
import { describeTag } from '../../support/suites/all.ts';
import type { TagUnderTest } from '../../support/suites/tag-under-test.ts';
import { INVITE_FORM_VIEWS } from '../../support/suites/views/invite-form.ts';

const TAG: TagUnderTest = {
  template: () => html`<invite-form></invite-form>`,
  ready: 'row',
  says: ({ name }) => name,
  async opens(_tag, look = () => undefined) {
    await look();
  },
};

const OFFERED = { 'do-button': 1 };

describeTag('invite-form', TAG, INVITE_FORM_VIEWS, {
  owner: OFFERED,
  admin: OFFERED,
  member: OFFERED,
  viewer: OFFERED,
});
