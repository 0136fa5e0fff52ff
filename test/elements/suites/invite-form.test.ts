import { html } from 'lit';
import { part, waitUntil } from '../../support/dom.ts';
import { describeTag } from '../../support/suites/all.ts';
import type { Offers } from '../../support/suites/roles.ts';
import type { TagUnderTest } from '../../support/suites/tag-under-test.ts';
import { choose, paste } from '../../support/suites/views/hands.ts';
import { INVITE_FORM_VIEWS } from '../../support/suites/views/invite-form.ts';

const TAG: TagUnderTest = {
  template: () => html`<invite-form></invite-form>`,
  ready: 'heading',
  says: ({ name }) => `To ${name}`,
  async opens(tag, look = () => undefined) {
    await look();
    if (!tag.shadowRoot?.querySelector('form')) return;
    await paste(tag, '#addresses', 'lena@studio.example, jo@gmial.com, marketing team; sales');
    await choose(tag, '#lifetime', 'exact');
    await part(tag, 'note');
    await waitUntil(() => tag.shadowRoot?.querySelector('#expires-at'));
    await look();
  },
};

const FORM = { form: 1, 'submit-button': 1, 'note-text': 0 };
const NOTE = { form: 0, 'submit-button': 0, 'note-text': 1 };

const OFFERS: Offers = { owner: FORM, admin: FORM, member: NOTE, viewer: NOTE };

describeTag('invite-form', TAG, INVITE_FORM_VIEWS, OFFERS);
