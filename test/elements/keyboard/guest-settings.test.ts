import { html } from 'lit';
import type { GuestSettings } from '../../../src/elements/guest-settings/guest-settings.ts';
import { parts } from '../../support/dom.ts';
import { focusPart } from '../../support/focus.ts';
import { show } from '../../support/page.ts';
import { sql, type Scene } from '../../support/scene.ts';
import { describeKeyboard } from '../../support/suites/keyboard.ts';
import { admitting, unfoldAll } from '../../support/suites/views/guest-settings.ts';
import { found, type } from '../../support/suites/views/hands.ts';

/** What is there once its part is opened. */
const UNFOLDED = ['public', 'edit-button', 'show-button'];

async function ready(at: string): Promise<{ tag: GuestSettings; place: Scene }> {
  const place = await admitting();
  const template = html`<guest-settings></guest-settings><button>After</button>`;
  const tag = await show<GuestSettings>(place, place.as('owner'), template);
  if (UNFOLDED.includes(at)) await unfoldAll(tag);
  if (at !== '') await focusPart(tag, at);
  return { tag, place };
}

describeKeyboard('guest-settings', {
  async open() {
    const { tag } = await ready('open-button');
    return { tag, shows: () => parts(tag, 'language').length === 1 };
  },
  async ask() {
    const { tag } = await ready('switch-button');
    return { tag, shows: () => parts(tag, 'dialog').length === 1 };
  },
  async add() {
    const { tag } = await ready('');
    await type(tag, '#origin', 'https://www.shop.example');
    (await found(tag, '#origin')).focus();
    return { tag, shows: () => parts(tag, 'origin').length === 2 };
  },
  async remove() {
    const { tag } = await ready('remove-button');
    return { tag, shows: () => parts(tag, 'origin').length === 0 };
  },
  async publish() {
    const { tag, place } = await ready('public');
    return {
      tag,
      shows: async () =>
        (
          await sql('select from orgtags.text_source where organization_id = $1 and not public', [
            place.id,
          ])
        ).length === 1,
    };
  },
  async edit() {
    const { tag } = await ready('edit-button');
    return { tag, shows: () => parts(tag, 'dialog').length === 1 };
  },
  async show() {
    const { tag } = await ready('show-button');
    return { tag, shows: () => parts(tag, 'rotate-button').length === 1 };
  },
  async forward() {
    const { tag } = await ready('show-button');
    return { tag, shows: () => true };
  },
});
