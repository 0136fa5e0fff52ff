import { html } from 'lit';
import { part, parts } from '../../support/dom.ts';
import { describeTag } from '../../support/suites/all.ts';
import type { Offers } from '../../support/suites/roles.ts';
import type { TagUnderTest } from '../../support/suites/tag-under-test.ts';
import { closeQuestion } from '../../support/suites/views/hands.ts';
import { MEMBER_TABLE_VIEWS } from '../../support/suites/views/member-table.ts';

const TAG: TagUnderTest = {
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
    await closeQuestion(tag);
  },
};

const OFFERS: Offers = {
  owner: { 'edit-button': 3, 'remove-button': 3, 'reason-button': 1, email: 4, note: 0 },
  admin: { 'edit-button': 2, 'remove-button': 2, 'reason-button': 2, email: 4, note: 0 },
  member: { 'edit-button': 0, 'remove-button': 0, 'reason-button': 0, email: 4, note: 1 },
  viewer: { 'edit-button': 0, 'remove-button': 0, 'reason-button': 0, email: 0, note: 1 },
};

describeTag('member-table', TAG, MEMBER_TABLE_VIEWS, OFFERS);
