import { html } from 'lit';
import { part, parts, waitUntil } from '../../support/dom.ts';
import { describeTag } from '../../support/suites/all.ts';
import type { Offers } from '../../support/suites/roles.ts';
import type { TagUnderTest } from '../../support/suites/tag-under-test.ts';
import { closeQuestion } from '../../support/suites/views/hands.ts';
import { ORG_SWITCHER_VIEWS } from '../../support/suites/views/org-switcher.ts';

const TAG: TagUnderTest = {
  template: () => html`<org-switcher></org-switcher>`,
  ready: 'trigger',
  says: ({ name }) => name,
  async opens(tag, look = () => undefined) {
    parts(tag, 'trigger')[0]?.click();
    await waitUntil(() => tag.shadowRoot?.querySelector(':popover-open'));
    parts(tag, 'leave-button')[0]?.click();
    await look();
    if (parts(tag, 'dialog').length === 0) parts(tag, 'create-button')[0]?.click();
    await part(tag, 'dialog');
    await look();
    await closeQuestion(tag);
    parts(tag, 'trigger')[0]?.click();
    await waitUntil(() => tag.shadowRoot?.querySelector(':popover-open'));
  },
};

const OFFERS: Offers = {
  owner: { option: 1, 'create-button': 1, 'leave-button': 1, reason: 1 },
  admin: { option: 1, 'create-button': 1, 'leave-button': 1, reason: 0 },
  member: { option: 1, 'create-button': 1, 'leave-button': 1, reason: 0 },
  viewer: { option: 1, 'create-button': 1, 'leave-button': 1, reason: 0 },
};

describeTag('org-switcher', TAG, ORG_SWITCHER_VIEWS, OFFERS);
