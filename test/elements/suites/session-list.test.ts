import { html } from 'lit';
import { describeTag } from '../../support/suites/all.ts';
import type { TagUnderTest } from '../../support/suites/tag-under-test.ts';
import { closeQuestion, openQuestion } from '../../support/suites/views/hands.ts';
import { elsewhere, SESSION_LIST_VIEWS } from '../../support/suites/views/session-list.ts';

const TAG: TagUnderTest = {
  template: () => html`<session-list></session-list>`,
  ready: 'row',
  scene: elsewhere,
  says: ({ name }) => name,
  async opens(tag, look = () => undefined) {
    await look();
    await openQuestion(tag, 'end-button');
    await look();
    await closeQuestion(tag);
  },
};

const SESSIONS = { row: 2, current: 1, note: 1, 'end-button': 1 };

describeTag('session-list', TAG, SESSION_LIST_VIEWS, {
  owner: SESSIONS,
  admin: SESSIONS,
  member: SESSIONS,
  viewer: SESSIONS,
});
