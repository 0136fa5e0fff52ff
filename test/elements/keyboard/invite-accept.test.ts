import { html } from 'lit';
import type { InviteAccept } from '../../../src/elements/invite-accept/invite-accept.ts';
import { parts, text } from '../../support/dom.ts';
import { focusPart } from '../../support/focus.ts';
import { show } from '../../support/page.ts';
import { scene } from '../../support/scene.ts';
import { describeKeyboard } from '../../support/suites/keyboard.ts';

async function ready(): Promise<InviteAccept> {
  const place = await scene();
  const tag = html`<invite-accept></invite-accept><button>After</button>`;
  const shown = await show<InviteAccept>(place, place.as('owner'), tag);
  await focusPart(shown, 'do-button');
  return shown;
}

describeKeyboard('invite-accept', {
  async forward() {
    const tag = await ready();
    return { tag, shows: () => parts(tag, 'do-button').length === 1 };
  },
  async do() {
    const tag = await ready();
    return { tag, shows: () => text(tag.shadowRoot?.querySelector('[role=status]')) !== '' };
  },
});
