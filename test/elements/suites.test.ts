import { html } from 'lit';
import { part, parts, waitUntil } from '../support/dom.ts';
import { describeFaces } from '../support/suites/faces.ts';
import { describePlacement } from '../support/suites/placement.ts';
import { describeRoles, type Offers } from '../support/suites/roles.ts';
import { describeStrictPage } from '../support/suites/strict-page.ts';
import type { TagUnderTest } from '../support/suites/tag-under-test.ts';
import { describeTheming } from '../support/suites/theming.ts';
import { describeViews } from '../support/suites/views.ts';
import { MEMBER_TABLE_VIEWS } from '../support/suites/views/member-table.ts';
import { ORG_SWITCHER_VIEWS } from '../support/suites/views/org-switcher.ts';
import { elsewhere, SESSION_LIST_VIEWS } from '../support/suites/views/session-list.ts';
import { SIGN_IN_FORM_VIEWS } from '../support/suites/views/sign-in-form.ts';
import { describeWords } from '../support/suites/words.ts';

const MEMBER_TABLE: TagUnderTest = {
  template: () => html`<member-table></member-table>`,
  ready: 'row',
  says: ({ name }) => `in ${name}`,
  async opens(tag, look = () => undefined) {
    parts(tag, 'reason-button')[0]?.click();
    await look();
    const edit = parts(tag, 'edit-button')[0];
    edit?.click();
    if (edit) await part(tag, 'save-button');
    await look();
    const remove = parts(tag, 'remove-button')[0];
    remove?.click();
    if (remove) await part(tag, 'dialog');
    await look();
    parts(tag, 'keep-button')[0]?.click();
    await waitUntil(() => parts(tag, 'dialog').length === 0);
  },
};

const MEMBER_TABLE_OFFERS: Offers = {
  owner: { 'edit-button': 3, 'remove-button': 3, 'reason-button': 1, email: 4, note: 0 },
  admin: { 'edit-button': 2, 'remove-button': 2, 'reason-button': 2, email: 4, note: 0 },
  member: { 'edit-button': 0, 'remove-button': 0, 'reason-button': 0, email: 4, note: 1 },
  viewer: { 'edit-button': 0, 'remove-button': 0, 'reason-button': 0, email: 0, note: 1 },
};

describeFaces('member-table', MEMBER_TABLE);
describeRoles('member-table', MEMBER_TABLE, MEMBER_TABLE_OFFERS);
describePlacement('member-table', MEMBER_TABLE);
describeTheming('member-table', MEMBER_TABLE);
describeStrictPage('member-table', MEMBER_TABLE_VIEWS);
describeWords('member-table', MEMBER_TABLE);
describeViews('member-table', MEMBER_TABLE, MEMBER_TABLE_VIEWS);

const ORG_SWITCHER: TagUnderTest = {
  template: () => html`<org-switcher></org-switcher>`,
  ready: 'trigger',
  says: ({ name }) => name,
  async opens(tag, look = () => undefined) {
    parts(tag, 'trigger')[0]?.click();
    await waitUntil(() => tag.shadowRoot?.querySelector(':popover-open'));
    parts(tag, 'leave-button')[0]?.click();
    await look();
    if (parts(tag, 'dialog').length === 0) parts(tag, 'create-button')[0]?.click();
    await part(tag, 'dialog');
    await look();
    parts(tag, 'keep-button')[0]?.click();
    await waitUntil(() => parts(tag, 'dialog').length === 0);
    parts(tag, 'trigger')[0]?.click();
    await waitUntil(() => tag.shadowRoot?.querySelector(':popover-open'));
  },
};

const ORG_SWITCHER_OFFERS: Offers = {
  owner: { option: 1, 'create-button': 1, 'leave-button': 1, reason: 1 },
  admin: { option: 1, 'create-button': 1, 'leave-button': 1, reason: 0 },
  member: { option: 1, 'create-button': 1, 'leave-button': 1, reason: 0 },
  viewer: { option: 1, 'create-button': 1, 'leave-button': 1, reason: 0 },
};

describeFaces('org-switcher', ORG_SWITCHER);
describeRoles('org-switcher', ORG_SWITCHER, ORG_SWITCHER_OFFERS);
describePlacement('org-switcher', ORG_SWITCHER);
describeTheming('org-switcher', ORG_SWITCHER);
describeStrictPage('org-switcher', ORG_SWITCHER_VIEWS);
describeWords('org-switcher', ORG_SWITCHER);
describeViews('org-switcher', ORG_SWITCHER, ORG_SWITCHER_VIEWS);

const SIGN_IN_FORM: TagUnderTest = {
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

describeFaces('sign-in-form', SIGN_IN_FORM);
describeRoles('sign-in-form', SIGN_IN_FORM, {
  owner: ACCOUNT,
  admin: ACCOUNT,
  member: ACCOUNT,
  viewer: ACCOUNT,
});
describePlacement('sign-in-form', SIGN_IN_FORM);
describeTheming('sign-in-form', SIGN_IN_FORM);
describeStrictPage('sign-in-form', SIGN_IN_FORM_VIEWS);
describeWords('sign-in-form', SIGN_IN_FORM);
describeViews('sign-in-form', SIGN_IN_FORM, SIGN_IN_FORM_VIEWS);

const SESSION_LIST: TagUnderTest = {
  template: () => html`<session-list></session-list>`,
  ready: 'row',
  scene: elsewhere,
  says: ({ name }) => name,
  async opens(tag, look = () => undefined) {
    await look();
    parts(tag, 'end-button')[0]?.click();
    await part(tag, 'dialog');
    await look();
    parts(tag, 'keep-button')[0]?.click();
    await waitUntil(() => parts(tag, 'dialog').length === 0);
  },
};

const SESSIONS = { row: 2, current: 1, note: 1, 'end-button': 1 };

describeFaces('session-list', SESSION_LIST);
describeRoles('session-list', SESSION_LIST, {
  owner: SESSIONS,
  admin: SESSIONS,
  member: SESSIONS,
  viewer: SESSIONS,
});
describePlacement('session-list', SESSION_LIST);
describeTheming('session-list', SESSION_LIST);
describeStrictPage('session-list', SESSION_LIST_VIEWS);
describeWords('session-list', SESSION_LIST);
describeViews('session-list', SESSION_LIST, SESSION_LIST_VIEWS);
