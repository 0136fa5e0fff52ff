import { html } from 'lit';
import type { InviteInbox } from '../../../src/elements/invite-inbox/invite-inbox.ts';
import { part, parts, text } from '../../support/dom.ts';
import { focusPart, partHasFocus } from '../../support/focus.ts';
import { invite } from '../../support/invited-in-page.ts';
import { show } from '../../support/page.ts';
import { scene } from '../../support/scene.ts';
import { describeKeyboard, type Trial } from '../../support/suites/keyboard.ts';
import { isAsking } from '../../support/suites/views/hands.ts';

/** The inbox of somebody with so many invitations, with the focus on a part of the first. */
async function inbox(count: number, at = 'decline-button'): Promise<InviteInbox> {
  const place = await scene();
  const as = place.as('owner');
  for (let n = 1; n <= count; n += 1) {
    await invite(await scene({ name: `Globex ${String(n)}` }), as.email);
  }
  const tag = html`<invite-inbox></invite-inbox><button>After</button>`;
  const shown = await show<InviteInbox>(place, as, tag);
  await part(shown, 'row');
  await focusPart(shown, at);
  return shown;
}

async function asked(count: number): Promise<InviteInbox> {
  const tag = await inbox(count);
  parts(tag, 'decline-button')[0]?.click();
  await partHasFocus(tag, 'keep-button');
  return tag;
}

const rows = (tag: InviteInbox): number => parts(tag, 'row').length;

async function confirming(count: number): Promise<Trial> {
  const tag = await asked(count);
  await focusPart(tag, 'confirm-button');
  return { tag, shows: () => rows(tag) === count - 1 && !isAsking(tag) };
}

describeKeyboard('invite-inbox', {
  async forward() {
    const tag = await inbox(2);
    return { tag, shows: () => rows(tag) === 2 };
  },
  async accept() {
    const tag = await inbox(2, 'accept-button');
    return { tag, shows: () => text(parts(tag, 'notice')[0]).includes('Globex 2') };
  },
  async switch() {
    const tag = await inbox(1, 'accept-button');
    parts(tag, 'accept-button')[0]?.click();
    await partHasFocus(tag, 'switch-button');
    return { tag, shows: () => parts(tag, 'switch-button').length === 0 };
  },
  async decline() {
    const tag = await inbox(2);
    return { tag, shows: () => text(parts(tag, 'dialog')[0]).includes('Globex 2') };
  },
  async stay() {
    const tag = await asked(2);
    return { tag, shows: () => isAsking(tag) };
  },
  async keep() {
    const tag = await asked(2);
    return { tag, shows: () => rows(tag) === 2 && !isAsking(tag) };
  },
  confirm: () => confirming(2),
  confirmLast: () => confirming(1),
  async retry() {
    const place = await scene();
    await place.trouble({ kind: 'status', path: '/invitations' });
    const owner = place.as('owner');
    const tag = await show<InviteInbox>(place, owner, html`<invite-inbox></invite-inbox>`);
    await focusPart(tag, 'action-button');
    await place.trouble({ kind: 'none' });
    return { tag, shows: () => text(tag.shadowRoot).includes('No invitations') };
  },
});
