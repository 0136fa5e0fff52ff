import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Role } from '../../src/domain/index.ts';
import { focusComesTo, type Hands } from './hands.ts';

/** Somebody at the console. */
export interface Visit {
  readonly page: Page;
  readonly hands: Hands;
}

/** Goes to another organization; `as` is what the list says that one is there. */
export async function switchTo({ page, hands }: Visit, name: string, as?: Role): Promise<void> {
  await hands.push(page.getByRole('button', { name: /^Organization:/ }));
  const option = page.getByRole('option', { name });
  if (as) assert.equal((await option.locator('[part=role]').textContent())?.toLowerCase(), as);
  await hands.pick(option);
}

/** Chooses a role for somebody, and saves it. */
export async function change({ page, hands }: Visit, name: string, role: string): Promise<void> {
  await hands.push(page.getByRole('button', { name: `Change the role of ${name}` }));
  await hands.choose(page.getByLabel(`New role of ${name}`), role);
  await hands.push(page.getByRole('row', { name }).getByRole('button', { name: 'Save' }));
}

/** Removes somebody, and confirms it. */
export async function remove({ page, hands }: Visit, name: string): Promise<void> {
  await hands.push(page.getByRole('button', { name: `Remove ${name}` }));
  const question = page.getByRole('dialog', { name: `Remove ${name}?` });
  await hands.push(question.getByRole('button', { name: 'Remove' }));
}

/** The roles that can be chosen on a row, which is left as it was. */
export async function offered({ page, hands }: Visit, name: string): Promise<string[]> {
  const edit = page.getByRole('button', { name: `Change the role of ${name}` });
  if ((await edit.count()) === 0) return [];
  await hands.push(edit);
  const roles = await page.getByLabel(`New role of ${name}`).locator('option').allTextContents();
  await hands.giveUp(page.getByRole('row', { name }).getByRole('button', { name: 'Cancel' }));
  await focusComesTo(edit);
  return roles;
}

/** Why something cannot be done on a row, once somebody asks. */
export async function explained({ page, hands }: Visit, name: string): Promise<string | undefined> {
  const why = page.getByRole('row', { name }).getByRole('button', { name: /^Why/ });
  if ((await why.count()) === 0) return undefined;
  await hands.push(why);
  const reason = page.locator('[part=reason]:popover-open');
  await reason.waitFor();
  const text = await reason.textContent();
  await hands.giveUp(why);
  await reason.waitFor({ state: 'hidden' });
  return text?.trim();
}

/** Is it said that the own role manages no members? */
export function managesNobody({ page }: Visit): Promise<boolean> {
  return page.locator('member-table').getByText('Your role does not manage members.').isVisible();
}

/** Who is listed, in that order. */
export function names({ page }: Visit): Promise<string[]> {
  return page.locator('member-table td [part=name]').allTextContents();
}

/** What somebody is listed as. */
export function roleOf({ page }: Visit, name: string): Promise<string | null> {
  return page.getByRole('row', { name }).locator('[part=role].badge').textContent();
}

/** The column that it is sorted by, and which way. */
export function sorting({ page }: Visit): Promise<string> {
  return page
    .locator('member-table th[aria-sort]')
    .evaluate(head => [head.ariaSort, head.querySelector('button:has(svg)')?.textContent].join());
}

/** Is another list on its way? */
export function isLoading({ page }: Visit): Promise<boolean> {
  return page.locator('member-table').evaluate(table => table.matches(':state(reloading)'));
}
