import { part, parts, text, waitUntil } from '../../dom.ts';
import { guest, scene, sql, type Scene } from '../../scene.ts';
import type { Views } from '../views.ts';
import { newcomer, type Visitor } from '../visitors.ts';
import { FACES_OF_ORGANIZATION } from './faces.ts';
import { choose, found, openQuestion, press, pressTo, type } from './hands.ts';

/** A scene in which guests may join, with a guest who is there, and a text that is public. */
export async function admitting(options?: Parameters<typeof scene>[0]): Promise<Scene> {
  const place = await scene(options);
  await guest(place, { name: 'Nora Lindqvist', email: 'nora@test.example' });
  await sql(
    `update orgtags.guest_access
        set origins = '{https://shop.example}',
            texts = '[{"language": "de", "welcome": "Guten Tag", "consent": null, "away": null}]',
            hours = '{"timeZone": "Europe/Berlin", "days": [{"day": 1, "from": "09:00", "to": "17:00"}]}'
      where organization_id = $1`,
    [place.id],
  );
  await sql(
    `insert into orgtags.text_source (organization_id, title, text, public)
     values ($1, 'Shipping', 'We ship to Iceland within nine days.', true)`,
    [place.id],
  );
  return place;
}

async function owner(): Promise<Visitor> {
  const place = await admitting();
  return { place, as: place.as('owner') };
}

async function viewer(): Promise<Visitor> {
  const place = await admitting();
  return { place, as: place.as('viewer') };
}

const there = { visitor: owner };

/** Opens a part to change it, if it is not open. */
export async function unfold(tag: HTMLElement, place: string): Promise<void> {
  await part(tag, 'switch-button');
  tag.shadowRoot?.querySelector<HTMLElement>(`#${place}-open`)?.click();
  await waitUntil(() => !tag.shadowRoot?.querySelector(`#${place}-open`), `${place} is not opened`);
}

/** Opens all of them. */
export async function unfoldAll(tag: HTMLElement): Promise<void> {
  for (const place of ['words', 'hours', 'sources', 'embedding']) await unfold(tag, place);
}

/** Tries what a question finds. */
export async function tryOut(tag: HTMLElement, question: string): Promise<void> {
  await unfold(tag, 'sources');
  await type(tag, '#question', question);
  await press(tag, 'try-button');
  await waitUntil(() => text(parts(tag, 'outcome')[0]) !== '', 'nothing comes of it');
}

export const GUEST_SETTINGS_VIEWS: Views = {
  ...FACES_OF_ORGANIZATION,
  'nothing, for who is in no organization': {
    visitor: newcomer,
    reach: tag => part(tag, 'empty'),
  },
  'why somebody may not change it': { visitor: viewer, reach: tag => part(tag, 'note-text') },
  'nothing said yet': { reach: tag => part(tag, 'switch-button') },
  'nothing said yet, to be changed': { reach: unfoldAll },
  'all that was said': { ...there, reach: tag => part(tag, 'end-button') },
  'all that was said, to be changed': { ...there, reach: unfoldAll },
  'what is wrong with a site': {
    ...there,
    reach: async tag => {
      await type(tag, '#origin', 'shop');
      await press(tag, 'add-button');
      await part(tag, 'problem');
    },
  },
  'a site that was taken away': {
    ...there,
    reach: tag => pressTo(tag, 'remove-button', 'undo-button'),
  },
  'words that are not stored': {
    ...there,
    reach: async tag => {
      await unfold(tag, 'words');
      await type(tag, '#welcome', 'x'.repeat(1001));
      await press(tag, 'save-button');
      await part(tag, 'problem');
    },
  },
  'hours that are not stored': {
    ...there,
    reach: async tag => {
      await unfold(tag, 'hours');
      await type(tag, '#time-zone', 'Mars');
      await press(tag, 'save-button');
      await part(tag, 'problem');
    },
  },
  'that people always answer, not stored': {
    ...there,
    reach: async tag => {
      await unfold(tag, 'hours');
      await choose(tag, '#hours', 'always');
      await part(tag, 'save-button');
    },
  },
  'the question before guests are switched off': {
    ...there,
    reach: tag => openQuestion(tag, 'switch-button'),
  },
  'the question before a guest is ended': {
    ...there,
    reach: tag => openQuestion(tag, 'end-button'),
  },
  'the question before all are': {
    ...there,
    reach: tag => openQuestion(tag, 'end-all-button'),
  },
  'the question before a text is removed': {
    ...there,
    reach: async tag => {
      await unfold(tag, 'sources');
      await openQuestion(tag, 'remove-source-button');
    },
  },
  'a text that is to be added, and what is wrong with it': {
    ...there,
    reach: async tag => {
      await unfold(tag, 'sources');
      await openQuestion(tag, 'add-source-button');
      await type(tag, '#source-url', 'shop');
      await press(tag, 'confirm-button');
      await part(tag, 'problem');
    },
  },
  'a text that is to be changed': {
    ...there,
    reach: async tag => {
      await unfold(tag, 'sources');
      await openQuestion(tag, 'edit-button');
    },
  },
  'what a question finds': { ...there, reach: tag => tryOut(tag, 'Do you ship to Iceland?') },
  'that it finds nothing': { ...there, reach: tag => tryOut(tag, 'Who are you?') },
  'the signing secret': {
    ...there,
    reach: async tag => {
      await unfold(tag, 'embedding');
      await press(tag, 'show-button');
      await found(tag, '#secret');
    },
  },
  'the question before there is another': {
    ...there,
    reach: async tag => {
      await unfold(tag, 'embedding');
      await press(tag, 'show-button');
      await openQuestion(tag, 'rotate-button');
    },
  },
};
