import { html } from 'lit';
import { loadLaterWords } from '../../../src/elements/guest-settings/later-words.ts';
import { parts } from '../../support/dom.ts';
import { describeTag } from '../../support/suites/all.ts';
import type { TagUnderTest } from '../../support/suites/tag-under-test.ts';
import {
  admitting,
  GUEST_SETTINGS_VIEWS,
  unfoldAll,
} from '../../support/suites/views/guest-settings.ts';
import { closeQuestion, openQuestion } from '../../support/suites/views/hands.ts';

// Views are looked at in another language, too, which is made of the words that are there.
loadLaterWords();

const TAG: TagUnderTest = {
  template: () => html`<guest-settings></guest-settings>`,
  ready: 'heading',
  scene: admitting,
  says: ({ name }) => name,
  async opens(tag, look = () => undefined) {
    await look();
    if (parts(tag, 'switch-button').length === 0) return;
    await unfoldAll(tag);
    await look();
    const questions = ['switch-button', 'edit-button', 'remove-source-button', 'end-button'];
    for (const button of questions.filter(name => parts(tag, name).length > 0)) {
      await openQuestion(tag, button);
      await look();
      await closeQuestion(tag);
    }
  },
};

const ALL = {
  'switch-button': 1,
  'remove-button': 1,
  'end-button': 1,
  'open-button': 4,
  'note-text': 0,
};
const NONE = {
  'switch-button': 0,
  'remove-button': 0,
  'end-button': 0,
  'open-button': 0,
  'note-text': 1,
};

describeTag('guest-settings', TAG, GUEST_SETTINGS_VIEWS, {
  owner: ALL,
  admin: ALL,
  member: NONE,
  viewer: NONE,
});
