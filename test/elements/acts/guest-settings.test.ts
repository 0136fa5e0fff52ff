import { part, parts, waitUntil } from '../../support/dom.ts';
import { scene, sql } from '../../support/scene.ts';
import { describeActs } from '../../support/suites/acts.ts';
import { admitting, unfold } from '../../support/suites/views/guest-settings.ts';
import { openQuestion, press } from '../../support/suites/views/hands.ts';

const confirmButton = (tag: HTMLElement): HTMLElement | undefined =>
  parts(tag, 'confirm-button')[0];

describeActs('guest-settings', {
  'switching guests on': {
    before: 'org-guest-access-change',
    after: 'org-guest-access-changed',
    async arrange() {
      const place = await scene();
      return {
        place,
        as: place.as('owner'),
        about: { 'change.enabled': true },
        told: { 'access.enabled': true },
        says: 'Guests can join.',
        path: `${place.id}/guest-access$ PATCH`,
        reach: tag => part(tag, 'switch-button'),
        control: tag => parts(tag, 'switch-button')[0],
        async isDone() {
          const on = 'select from orgtags.guest_access where organization_id = $1 and enabled';
          return (await sql(on, [place.id])).length === 1;
        },
      };
    },
  },
  'ending a guest': {
    before: 'org-guest-end',
    after: 'org-guest-ended',
    async arrange() {
      const place = await admitting();
      return {
        place,
        as: place.as('owner'),
        about: { 'guest.name': 'Nora Lindqvist' },
        says: 'The chat of Nora Lindqvist has ended.',
        path: '$ DELETE',
        reach: tag => openQuestion(tag, 'end-button'),
        control: confirmButton,
        async isDone() {
          const ended =
            'select from orgtags.guest where organization_id = $1 and ended_at is not null';
          return (await sql(ended, [place.id])).length === 1;
        },
      };
    },
  },
  'making a text public': {
    before: 'org-text-source-change',
    after: 'org-text-source-changed',
    async arrange() {
      const place = await admitting();
      await sql('update orgtags.text_source set public = false where organization_id = $1', [
        place.id,
      ]);
      return {
        place,
        as: place.as('owner'),
        about: { 'change.public': true },
        told: { 'source.title': 'Shipping' },
        says: 'Shipping is saved, and public.',
        path: '$ PATCH',
        async reach(tag) {
          await unfold(tag, 'sources');
          await openQuestion(tag, 'edit-button');
          const box = (): HTMLInputElement | undefined =>
            parts<HTMLInputElement>(tag, 'public').at(-1);
          if (box()?.checked === false) box()?.click();
          await waitUntil(() => box()?.checked);
        },
        control: confirmButton,
        async isDone() {
          const open = 'select from orgtags.text_source where organization_id = $1 and public';
          return (await sql(open, [place.id])).length === 1;
        },
      };
    },
  },
  'removing a text': {
    before: 'org-text-source-remove',
    after: 'org-text-source-removed',
    async arrange() {
      const place = await admitting();
      return {
        place,
        as: place.as('owner'),
        about: { 'source.title': 'Shipping' },
        says: 'Shipping is removed.',
        path: '$ DELETE',
        async reach(tag) {
          await unfold(tag, 'sources');
          await openQuestion(tag, 'remove-source-button');
        },
        control: confirmButton,
        async isDone() {
          const left = 'select from orgtags.text_source where organization_id = $1';
          return (await sql(left, [place.id])).length === 0;
        },
      };
    },
  },
  'making a new secret': {
    before: 'org-signing-secret-rotate',
    after: 'org-signing-secret-rotated',
    async arrange() {
      const place = await admitting();
      return {
        place,
        as: place.as('owner'),
        about: { bubbles: true },
        says: 'There is a new secret.',
        path: `${place.id}/guest-access/signing-secret$ POST`,
        async reach(tag) {
          await unfold(tag, 'embedding');
          if (parts(tag, 'rotate-button').length === 0) await press(tag, 'show-button');
          await openQuestion(tag, 'rotate-button');
        },
        control: confirmButton,
        async isDone() {
          const [row] = (await sql(
            'select signing_generation as n from orgtags.guest_access where organization_id = $1',
            [place.id],
          )) as { n: number }[];
          return row?.n === 2;
        },
      };
    },
  },
});
