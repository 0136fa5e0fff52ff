import { html } from 'lit';
import { part, parts, waitUntil } from '../../support/dom.ts';
import { describeTag } from '../../support/suites/all.ts';
import type { TagUnderTest } from '../../support/suites/tag-under-test.ts';
import { elsewhere, SESSION_LIST_VIEWS } from '../../support/suites/views/session-list.ts';

const TAG: TagUnderTest = {
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

describeTag('session-list', TAG, SESSION_LIST_VIEWS, {
  owner: SESSIONS,
  admin: SESSIONS,
  member: SESSIONS,
  viewer: SESSIONS,
});
