import { html } from 'lit';
import { describeTag } from '../../support/suites/all.ts';
import type { TagUnderTest } from '../../support/suites/tag-under-test.ts';
import {
  GUEST_CONVERSATIONS_VIEWS,
  visited,
} from '../../support/suites/views/guest-conversations.ts';
import { pressTo } from '../../support/suites/views/hands.ts';

const TAG: TagUnderTest = {
  template: () => html`<guest-conversations></guest-conversations>`,
  ready: 'row',
  scene: visited,
  says: () => 'Nora Lindqvist',
  async opens(tag, look = () => undefined) {
    await pressTo(tag, 'row', 'message');
    await look();
  },
};

const READS = { row: 2 };

describeTag('guest-conversations', TAG, GUEST_CONVERSATIONS_VIEWS, {
  owner: READS,
  admin: READS,
  member: READS,
  viewer: READS,
});
