import { html } from 'lit';
import type { InviteForm } from '../../../src/elements/invite-form/invite-form.ts';
import { newAddress } from '../../support/accounts-in-page.ts';
import { clipboard } from '../../support/clipboard.ts';
import { part, parts, text, waitUntil } from '../../support/dom.ts';
import { focusPart } from '../../support/focus.ts';
import { show } from '../../support/page.ts';
import { scene } from '../../support/scene.ts';
import { describeKeyboard, type Trial } from '../../support/suites/keyboard.ts';
import { choose, found, paste, type } from '../../support/suites/views/hands.ts';

/** The form of an owner, with a list pasted, and the focus where one types. */
async function ready(list = ''): Promise<InviteForm> {
  const place = await scene();
  const tag = await show<InviteForm>(
    place,
    place.as('owner'),
    html`<invite-form></invite-form><button>After</button>`,
  );
  await focusPart(tag, 'input');
  if (list !== '') {
    await paste(tag, '#addresses', list);
    await part(tag, 'chip');
  }
  return tag;
}

const chips = (tag: InviteForm): string[] =>
  parts(tag, 'chip').map(chip => chip.dataset.text ?? '');
const draft = (tag: InviteForm): string | undefined =>
  parts<HTMLTextAreaElement>(tag, 'input')[0]?.value;

/** Something typed that is no chip yet. */
async function typing(): Promise<Trial> {
  const tag = await ready();
  await type(tag, '#addresses', 'lena@studio.example');
  return { tag, shows: () => chips(tag).join() === 'lena@studio.example' && draft(tag) === '' };
}

/** Chips, and the focus at a button. */
async function at(name: string, list: string): Promise<InviteForm> {
  const tag = await ready(list);
  await focusPart(tag, name);
  return tag;
}

describeKeyboard('invite-form', {
  async forward() {
    const tag = await ready();
    return { tag, shows: () => chips(tag).length === 0 };
  },
  add: typing,
  leave: typing,
  async takeBack() {
    const tag = await ready('lena@studio.example, mo@studio.example');
    return {
      tag,
      shows: () => chips(tag).length === 1 && draft(tag) === 'mo@studio.example',
    };
  },
  async toChips() {
    const tag = await ready('lena@studio.example');
    return { tag, shows: () => chips(tag).length === 1 };
  },
  async fromChips() {
    const tag = await at('remove-button', 'lena@studio.example');
    return { tag, shows: () => chips(tag).length === 1 };
  },
  async remove() {
    const tag = await at('remove-button', 'lena@studio.example');
    return { tag, shows: () => chips(tag).length === 0 };
  },
  async edit() {
    const tag = await at('edit-button', 'lena@studio');
    return { tag, shows: () => chips(tag).length === 0 && draft(tag) === 'lena@studio' };
  },
  async clear() {
    const tag = await at('clear-button', 'lena@studio, lena@studio.example, x@y');
    return { tag, shows: () => chips(tag).join() === 'lena@studio.example' };
  },
  async takeSuggestion() {
    const tag = await at('take-button', 'jo@gmial.com');
    return { tag, shows: () => chips(tag).join() === 'jo@gmail.com' };
  },
  async keepAsItIs() {
    const tag = await at('sure-button', 'jo@gmial.com');
    return { tag, shows: () => chips(tag).join() === 'jo@gmial.com' && !parts(tag, 'note')[0] };
  },
  async send() {
    const tag = await at('submit-button', newAddress());
    return { tag, shows: () => chips(tag).length === 0 && parts(tag, 'copy-button').length === 1 };
  },
  async sendNothing() {
    const tag = await ready();
    await focusPart(tag, 'submit-button');
    return { tag, shows: () => chips(tag).length === 0 };
  },
  async refuse() {
    const tag = await ready(newAddress());
    await choose(tag, '#lifetime', 'exact');
    await found(tag, '#expires-at');
    await type(tag, '#expires-at', '2020-01-01T10:00');
    await focusPart(tag, 'submit-button');
    return { tag, shows: () => text(parts(tag, 'problem')[0]).includes('5 minutes to 7 days') };
  },
  async copy() {
    clipboard(true);
    const tag = await at('submit-button', newAddress());
    parts(tag, 'submit-button')[0]?.click();
    await focusPart(tag, 'copy-button');
    const status = (): string => text(tag.shadowRoot?.querySelector('[role=status]'));
    await waitUntil(() => status().includes('is invited'));
    return { tag, shows: () => status() === 'Link copied.' };
  },
});
