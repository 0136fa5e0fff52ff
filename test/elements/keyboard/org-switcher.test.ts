import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import type { OrgSwitcher } from '../../../src/elements/org-switcher/org-switcher.ts';
import { part, parts, text, waitUntil } from '../../support/dom.ts';
import { invite } from '../../support/invited-in-page.ts';
import { show } from '../../support/page.ts';
import { person, scene, type Scene } from '../../support/scene.ts';
import { describeKeyboard, type Trial } from '../../support/suites/keyboard.ts';
import { chosen, current, open } from '../../support/switcher.ts';
import { focus, focusPart, partHasFocus } from '../../support/focus.ts';

const FEW = ['Acme', 'Globex', 'Globus West', 'Zeta'];
const EIGHT = ['Acme', 'Cyan', 'Delta', 'Echo', 'Foxtrot', 'Globex', 'Globus West', 'Zeta'];

/** The switcher of a member of these organizations, in the first one. */
async function memberOf(names: readonly string[]): Promise<OrgSwitcher> {
  const who = await person();
  let way: Scene | undefined;
  for (const name of names) {
    const members = [
      { role: 'member', person: who },
      { role: 'owner', name: 'Olga' },
    ] as const;
    way = await scene({ name, members });
  }
  const tag = await show<OrgSwitcher>(
    way ?? (await scene()),
    who,
    html`<org-switcher></org-switcher><button>After</button>`,
  );
  await part(tag, names.length > 0 ? 'trigger' : 'action-button');
  return tag;
}

async function opened(names: readonly string[]): Promise<OrgSwitcher> {
  const tag = await memberOf(names);
  await open(tag);
  return tag;
}

const isOpen = (tag: OrgSwitcher): boolean => tag.matches(':state(open)');
const dialogs = (tag: OrgSwitcher): number => parts(tag, 'dialog').length;

/** From where the keyboard is at in the list to another organization. */
async function moving(from: string, to: string, typed = ''): Promise<Trial> {
  const tag = await at(from);
  return { tag, typed, shows: () => chosen(tag) === to && isOpen(tag) };
}

async function at(name: string): Promise<OrgSwitcher> {
  const tag = await opened(FEW);
  for (let i = 0; i < FEW.indexOf(name); i += 1) await sendKeys({ press: 'ArrowDown' });
  await waitUntil(() => chosen(tag) === name);
  return tag;
}

/** The long list after this was typed. */
async function searched(typed: string): Promise<OrgSwitcher> {
  const tag = await opened(EIGHT);
  await sendKeys({ type: typed });
  await waitUntil(() => searchOf(tag).value === typed);
  await tag.updateComplete;
  return tag;
}

function searchOf(tag: OrgSwitcher): HTMLInputElement {
  return parts<HTMLInputElement>(tag, 'search')[0] as HTMLInputElement;
}

const found = (tag: OrgSwitcher): string => chosen(tag, parts(tag, 'search')[0]);

/** The dialog that makes an organization. */
async function creating(): Promise<OrgSwitcher> {
  const tag = await opened(['Acme']);
  parts(tag, 'create-button')[0]?.click();
  await partHasFocus(tag, 'input');
  return tag;
}

/** The dialog, with the name of one that can be made. */
async function filledIn(): Promise<Trial> {
  const tag = await creating();
  const name = `x${crypto.randomUUID().slice(0, 8)}`;
  await sendKeys({ type: name });
  await waitUntil(() => text(parts(tag, 'hint')[0]) === `${name} is free.`);
  return { tag, shows: () => current(tag) === name && dialogs(tag) === 0 };
}

/** The question whether to leave the first of two. */
async function leaving(): Promise<OrgSwitcher> {
  const tag = await opened(['Acme', 'Globex']);
  parts(tag, 'leave-button')[0]?.click();
  await partHasFocus(tag, 'keep-button');
  return tag;
}

async function opens(names: readonly string[], at: (tag: OrgSwitcher) => string): Promise<Trial> {
  const tag = await memberOf(names);
  await focusPart(tag, 'trigger');
  return { tag, shows: () => isOpen(tag) && at(tag) === 'Acme' };
}

/** What leads out of the menu. */
async function closes(tag: OrgSwitcher, from?: string): Promise<Trial> {
  if (from !== undefined) await focusPart(tag, from);
  return { tag, shows: () => !isOpen(tag) && current(tag) === 'Acme' };
}

describeKeyboard('org-switcher', {
  open: () => opens(FEW, chosen),
  down: () => moving('Acme', 'Globex'),
  up: () => moving('Globex', 'Acme'),
  first: () => moving('Globus West', 'Acme'),
  last: () => moving('Globex', 'Zeta'),
  letters: () => moving('Zeta', 'Globus West', 'globus '),
  again: () => moving('Globex', 'Globus West', 'g'),
  async choose() {
    const tag = await at('Globex');
    return { tag, shows: () => current(tag) === 'Globex' && !isOpen(tag) };
  },
  async escape() {
    const tag = await at('Globex');
    return closes(tag);
  },
  forward: async () => closes(await opened(FEW)),
  back: async () => closes(await opened(FEW), 'leave-button'),
  async toInbox() {
    const host = await scene({ name: 'Globex' });
    const place = await scene();
    const as = place.as('member');
    await invite(host, as.email);
    const tag = await show<OrgSwitcher>(place, as, html`<org-switcher></org-switcher>`);
    let isTold = false;
    tag.addEventListener('org-inbox-open', () => (isTold = true));
    await open(tag);
    await focusPart(tag, 'inbox-button');
    return { tag, shows: () => isTold && !isOpen(tag) };
  },
  escapeLate: async () => closes(await opened(FEW), 'leave-button'),
  openSearch: () => opens(EIGHT, found),
  async search() {
    const tag = await opened(EIGHT);
    return { tag, typed: 'glob', shows: () => found(tag) === 'Globex' && isOpen(tag) };
  },
  async searchDown() {
    const tag = await searched('glob');
    return { tag, shows: () => found(tag) === 'Globus West' };
  },
  async searchUp() {
    const tag = await searched('glob');
    await sendKeys({ press: 'ArrowDown' });
    await waitUntil(() => found(tag) === 'Globus West');
    return { tag, shows: () => found(tag) === 'Globex' };
  },
  async searchStart() {
    const tag = await searched('glob');
    return { tag, shows: () => searchOf(tag).selectionStart === 0 && found(tag) === 'Globex' };
  },
  async searchChoose() {
    const tag = await searched('west');
    return { tag, shows: () => current(tag) === 'Globus West' && !isOpen(tag) };
  },
  async searchClear() {
    const tag = await searched('glob');
    return {
      tag,
      shows: () => searchOf(tag).value === '' && parts(tag, 'option').length === 8 && isOpen(tag),
    };
  },
  searchEscape: async () => closes(await opened(EIGHT)),
  searchForward: async () => closes(await opened(EIGHT)),
  async create() {
    const tag = await opened(FEW);
    await focusPart(tag, 'create-button');
    return { tag, shows: () => dialogs(tag) === 1 && !isOpen(tag) };
  },
  async createFirst() {
    const tag = await memberOf([]);
    await focusPart(tag, 'action-button');
    return { tag, shows: () => dialogs(tag) === 1 };
  },
  async retry() {
    const place = await scene();
    await place.trouble({ kind: 'status' });
    const tag = await show<OrgSwitcher>(
      place,
      place.as('owner'),
      html`<org-switcher></org-switcher>`,
    );
    await focusPart(tag, 'action-button');
    await place.trouble({ kind: 'none' });
    return { tag, shows: () => current(tag) === 'Acme Robotics' };
  },
  async createStay() {
    const tag = await creating();
    return { tag, shows: () => dialogs(tag) === 1 };
  },
  async createEscape() {
    const tag = await creating();
    return { tag, shows: () => dialogs(tag) === 0 && current(tag) === 'Acme' };
  },
  createSubmit: filledIn,
  async createSubmitSlug() {
    const trial = await filledIn();
    await focus(parts(trial.tag, 'input')[1]);
    return trial;
  },
  async createConfirm() {
    const trial = await filledIn();
    await focusPart(trial.tag, 'confirm-button');
    return trial;
  },
  async createWrong() {
    const tag = await creating();
    await focus(parts(tag, 'input')[1]);
    return { tag, shows: () => text(parts(tag, 'problem')[0]) === 'Enter a name.' };
  },
  async suggestion() {
    const slug = `x${crypto.randomUUID().slice(0, 8)}`;
    await scene({ slug });
    const tag = await creating();
    await sendKeys({ type: slug });
    await focusPart(tag, 'suggestion-button');
    return {
      tag,
      shows: () => parts<HTMLInputElement>(tag, 'input')[1]?.value === `${slug}-2`,
    };
  },
  async leave() {
    const tag = await opened(FEW);
    await focusPart(tag, 'leave-button');
    return {
      tag,
      shows: () => text(parts(tag, 'dialog')[0]).includes('Leave Acme?') && !isOpen(tag),
    };
  },
  async leaveDenied() {
    const place = await scene();
    const tag = await show<OrgSwitcher>(
      place,
      place.as('owner'),
      html`<org-switcher></org-switcher>`,
    );
    await open(tag);
    await focusPart(tag, 'leave-button');
    return { tag, shows: () => parts(tag, 'reason')[0]?.checkVisibility() };
  },
  async leaveStay() {
    const tag = await leaving();
    return { tag, shows: () => dialogs(tag) === 1 };
  },
  async leaveKeep() {
    const tag = await leaving();
    return { tag, shows: () => dialogs(tag) === 0 && current(tag) === 'Acme' };
  },
  async leaveConfirm() {
    const tag = await leaving();
    await focusPart(tag, 'confirm-button');
    return { tag, shows: () => dialogs(tag) === 0 && current(tag) === 'Globex' };
  },
});
