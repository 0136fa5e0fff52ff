import { html } from 'lit';
import type { GuestConversations } from '../../../src/elements/guest-conversations/guest-conversations.ts';
import { parts } from '../../support/dom.ts';
import { focusPart } from '../../support/focus.ts';
import { show } from '../../support/page.ts';
import { guest, scene } from '../../support/scene.ts';
import { describeKeyboard } from '../../support/suites/keyboard.ts';

async function ready(): Promise<GuestConversations> {
  const place = await scene();
  await guest(place);
  const tag = html`<guest-conversations></guest-conversations><button>After</button>`;
  const shown = await show<GuestConversations>(place, place.as('owner'), tag);
  await focusPart(shown, 'row');
  return shown;
}

describeKeyboard('guest-conversations', {
  async forward() {
    const tag = await ready();
    return { tag, shows: () => parts(tag, 'row').length === 1 };
  },
  async open() {
    const tag = await ready();
    return { tag, shows: () => parts(tag, 'message').length === 1 };
  },
});
