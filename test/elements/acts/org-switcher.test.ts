import { sendKeys } from '@web/test-runner-commands';
import { part, parts, text, waitUntil } from '../../support/dom.ts';
import { person, scene, sql } from '../../support/scene.ts';
import { describeActs } from '../../support/suites/acts.ts';
import { press, type } from '../../support/suites/views/hands.ts';
import { chosen, open } from '../../support/switcher.ts';

async function menu(tag: HTMLElement): Promise<void> {
  if (!tag.matches(':state(open)')) await open(tag);
}

const confirmButton = (tag: HTMLElement): HTMLElement | undefined =>
  parts(tag, 'confirm-button')[0];

describeActs('org-switcher', {
  'switching to another organization': {
    before: 'org-switch',
    after: 'org-switched',
    async arrange() {
      const place = await scene();
      const as = place.as('owner');
      const { id } = await scene({ name: 'Globex', members: [{ role: 'viewer', person: as }] });
      return {
        place,
        as,
        about: { 'organization.name': 'Globex' },
        says: 'You are now in Globex.',
        path: `/${id}/switch`,
        async reach(tag) {
          await menu(tag);
          await sendKeys({ press: 'ArrowDown' });
          await waitUntil(() => chosen(tag) === 'Globex');
        },
        control: tag => parts(tag, 'option').find(option => text(option).includes('Globex')),
        async isDone() {
          const last = 'select from orgtags.person where id = $1 and last_organization_id = $2';
          return (await sql(last, [as.id, id])).length === 1;
        },
      };
    },
  },
  'making an organization': {
    before: 'org-create',
    after: 'org-created',
    ofPerson: true,
    async arrange() {
      const place = await scene();
      const as = place.as('member');
      const name = `x${crypto.randomUUID().slice(0, 8)}`;
      return {
        place,
        as,
        about: { 'organization.name': name, 'organization.slug': name },
        says: `You are now in ${name}, as its owner.`,
        path: '/organizations$',
        async reach(tag) {
          if (confirmButton(tag)) return;
          await menu(tag);
          await press(tag, 'create-button');
          await type(tag, '[name=organization-name]', name);
        },
        control: confirmButton,
        async isDone() {
          return (
            (await sql('select from orgtags.organization where slug = $1', [name])).length === 1
          );
        },
      };
    },
  },
  'leaving an organization': {
    before: 'org-leave',
    after: 'org-left',
    async arrange() {
      const as = await person();
      const place = await scene({
        name: 'Acme',
        members: [{ role: 'member', person: as }, { role: 'owner' }],
      });
      await scene({ name: 'Globex', members: [{ role: 'viewer', person: as }] });
      const { member } = place.as('member');
      return {
        place,
        as,
        about: { 'organization.name': 'Acme' },
        told: { 'next.name': 'Globex' },
        says: 'You have left Acme.',
        path: '/leave',
        async reach(tag) {
          if (confirmButton(tag)) return;
          await menu(tag);
          await press(tag, 'leave-button');
          await part(tag, 'dialog');
        },
        control: confirmButton,
        async isDone() {
          return (await sql('select from orgtags.membership where id = $1', [member])).length === 0;
        },
      };
    },
  },
});
