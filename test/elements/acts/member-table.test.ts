import type { Role } from '../../../src/client/policy.ts';
import { part, parts } from '../../support/dom.ts';
import { scene, sql } from '../../support/scene.ts';
import { describeActs, type Arranged } from '../../support/suites/acts.ts';
import { choose, found, press } from '../../support/suites/views/hands.ts';

/** Something that an owner or an admin does to Mia, who is a member. */
async function toMia(as: Role): Promise<Pick<Arranged, 'place' | 'as' | 'path'> & Mia> {
  const place = await scene();
  const { member } = place.as('member');
  const row = `[data-row='${member}']`;
  return {
    place,
    as: place.as(as),
    path: '/members/',
    async press(tag, name) {
      (await found(tag, `${row} [part=${name}]`)).click();
    },
    async edit(tag, role) {
      if (parts(tag, 'save-button').length > 0) return;
      (await found(tag, `${row} [part=edit-button]`)).click();
      await choose(tag, `${row} select`, role);
    },
    async is(role) {
      const stored = 'select from orgtags.membership where id = $1 and role = $2';
      return (await sql(stored, [member, role])).length === 1;
    },
  };
}

interface Mia {
  /** Presses what is in her row. */
  readonly press: (tag: HTMLElement, name: string) => Promise<void>;
  /** Chooses another role for her, unless one is chosen. */
  readonly edit: (tag: HTMLElement, role: Role) => Promise<void>;
  /** Has she that role? */
  readonly is: (role: Role) => Promise<boolean>;
}

const saveButton = (tag: HTMLElement): HTMLElement | undefined => parts(tag, 'save-button')[0];
const confirmButton = (tag: HTMLElement): HTMLElement | undefined =>
  parts(tag, 'confirm-button')[0];

describeActs('member-table', {
  'changing a role': {
    before: 'org-role-change',
    after: 'org-role-changed',
    async arrange() {
      const mia = await toMia('owner');
      return {
        ...mia,
        about: { 'member.name': 'Mia Lindqvist' },
        told: { 'member.role': 'viewer', previous: 'member' },
        says: 'Mia Lindqvist is now Viewer.',
        reach: tag => mia.edit(tag, 'viewer'),
        control: saveButton,
        isDone: () => mia.is('viewer'),
      };
    },
  },
  'giving a role for good': {
    before: 'org-role-change',
    after: 'org-role-changed',
    async arrange() {
      const mia = await toMia('admin');
      return {
        ...mia,
        about: { 'member.name': 'Mia Lindqvist' },
        told: { 'member.role': 'admin', previous: 'member' },
        says: 'Mia Lindqvist is now Admin.',
        async reach(tag) {
          await mia.edit(tag, 'admin');
          if (!confirmButton(tag)) await press(tag, 'save-button');
          await part(tag, 'dialog');
        },
        control: confirmButton,
        isDone: () => mia.is('admin'),
      };
    },
  },
  'taking a role back': {
    before: 'org-role-change',
    after: 'org-role-changed',
    async arrange() {
      const mia = await toMia('owner');
      const again = (tag: HTMLElement): HTMLElement | undefined =>
        parts(tag, 'undo-button')[0] ?? saveButton(tag);
      return {
        ...mia,
        about: { 'member.name': 'Mia Lindqvist' },
        told: { 'member.role': 'member', previous: 'viewer' },
        says: 'Mia Lindqvist is now Member.',
        async reach(tag) {
          if (again(tag)) return;
          await mia.edit(tag, 'viewer');
          await press(tag, 'save-button');
          await part(tag, 'undo-button');
        },
        control: again,
        isDone: () => mia.is('member'),
      };
    },
  },
  'removing a member': {
    before: 'org-member-remove',
    after: 'org-member-removed',
    async arrange() {
      const mia = await toMia('owner');
      return {
        ...mia,
        about: { 'member.name': 'Mia Lindqvist' },
        says: 'Mia Lindqvist can no longer open Acme Robotics.',
        async reach(tag) {
          if (!confirmButton(tag)) await mia.press(tag, 'remove-button');
          await part(tag, 'dialog');
        },
        control: confirmButton,
        isDone: async () => !(await mia.is('member')),
      };
    },
  },
});
