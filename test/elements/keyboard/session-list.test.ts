import { html } from 'lit';
import type { SessionList } from '../../../src/elements/session-list/session-list.ts';
import { part, parts, text } from '../../support/dom.ts';
import { focusPart, partHasFocus } from '../../support/focus.ts';
import { show } from '../../support/page.ts';
import { scene, session } from '../../support/scene.ts';
import { describeKeyboard, type Trial } from '../../support/suites/keyboard.ts';
import { isAsking } from '../../support/suites/views/hands.ts';

/** The list of somebody who is signed in on so many other devices, with the focus on the first of them. */
async function list(others: number): Promise<SessionList> {
  const place = await scene();
  const owner = place.as('owner');
  for (let n = 1; n <= others; n += 1) await session(owner, `Device ${String(n)}`);
  const tag = await show<SessionList>(
    place,
    owner,
    html`<session-list></session-list><button>After</button>`,
  );
  await part(tag, 'row');
  await focusPart(tag, 'end-button');
  return tag;
}

async function asked(others: number): Promise<SessionList> {
  const tag = await list(others);
  parts(tag, 'end-button')[0]?.click();
  await partHasFocus(tag, 'keep-button');
  return tag;
}

const rows = (tag: SessionList): number => parts(tag, 'row').length;

/** The question whether to end the first of so many, about to be answered with yes. */
async function confirming(others: number): Promise<Trial> {
  const tag = await asked(others);
  await focusPart(tag, 'confirm-button');
  return { tag, shows: () => rows(tag) === others && !isAsking(tag) };
}

describeKeyboard('session-list', {
  async forward() {
    const tag = await list(3);
    return { tag, shows: () => rows(tag) === 4 };
  },
  async end() {
    const tag = await list(2);
    return { tag, shows: () => text(parts(tag, 'dialog')[0]).includes('Device 2') };
  },
  async stay() {
    const tag = await asked(2);
    return { tag, shows: () => isAsking(tag) };
  },
  async keep() {
    const tag = await asked(2);
    return { tag, shows: () => rows(tag) === 3 && !isAsking(tag) };
  },
  confirm: () => confirming(2),
  confirmLast: () => confirming(1),
  async retry() {
    const place = await scene();
    await place.trouble({ kind: 'status', path: '/sessions' });
    const tag = await show<SessionList>(
      place,
      place.as('owner'),
      html`<session-list></session-list>`,
    );
    await focusPart(tag, 'action-button');
    await place.trouble({ kind: 'none' });
    return { tag, shows: () => rows(tag) === 1 };
  },
});
