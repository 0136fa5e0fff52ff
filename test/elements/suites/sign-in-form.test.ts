import { html } from 'lit';
import { part, parts, waitUntil } from '../../support/dom.ts';
import { describeTag } from '../../support/suites/all.ts';
import type { TagUnderTest } from '../../support/suites/tag-under-test.ts';
import { SIGN_IN_FORM_VIEWS } from '../../support/suites/views/sign-in-form.ts';

const TAG: TagUnderTest = {
  template: () => html`<sign-in-form></sign-in-form>`,
  ready: 'account',
  accounts: true,
  says: place => place.as('owner').name,
  async opens(tag, look = () => undefined) {
    await look();
    for (const way of [0, 1]) {
      parts(tag, 'view-button')[way]?.click();
      await part(tag, 'submit-button');
      await look();
      parts(tag, 'view-button')[0]?.click();
      await waitUntil(() => parts(tag, 'submit-button').length === 0);
    }
  },
};

const ACCOUNT = { account: 1, 'view-button': 2, 'sign-out-button': 1 };

describeTag('sign-in-form', TAG, SIGN_IN_FORM_VIEWS, {
  owner: ACCOUNT,
  admin: ACCOUNT,
  member: ACCOUNT,
  viewer: ACCOUNT,
});
