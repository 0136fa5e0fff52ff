import { html } from 'lit';
import '../../../src/chat/define.ts';
import { describeStrictPage } from '../../support/suites/strict-page.ts';
import type { TagUnderTest } from '../../support/suites/tag-under-test.ts';
import { describeTheming } from '../../support/suites/theming.ts';
import { describeViews } from '../../support/suites/views.ts';
import {
  admitting,
  GUEST_CHAT_JOIN_VIEWS,
  keyOf,
} from '../../support/suites/views/guest-chat-join.ts';
import { describeWords } from '../../support/suites/words.ts';

const TAG: TagUnderTest = {
  template: ({ id, lane }) =>
    html`<guest-chat-join organization=${id} base-url=${lane}></guest-chat-join>`,
  ready: 'consent',
  async scene() {
    const place = await admitting();
    localStorage.setItem(keyOf(place), JSON.stringify({ open: true }));
    return place;
  },
  says: ({ name }) => name,
  async opens(_tag, look = () => undefined) {
    await look();
  },
};

// No provider, no session and no roles: what is not for visitors of any page is for members' tags.
describeTheming('guest-chat-join', TAG);
describeStrictPage('guest-chat-join', GUEST_CHAT_JOIN_VIEWS);
describeWords('guest-chat-join', TAG);
describeViews('guest-chat-join', TAG, GUEST_CHAT_JOIN_VIEWS);
