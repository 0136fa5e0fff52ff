import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { KEYBOARD } from '../demo/keyboard/index.ts';
import { PASSWORD } from '../demo/people.ts';
import { addPlaces, INVITATION_PLACES } from '../src/client/places.ts';
import { createHttpClient } from '../src/client/index.ts';
import { OURS } from '../src/contract/routes.ts';
import { openSower, TEST_SECRET, type TestMember } from '../src/testing/backend.ts';
import { startPostgres } from '../src/testing/embedded-postgres.ts';
import { openBrowser } from './support/browser.ts';
import { startDemo } from './support/demo.ts';

/**
 * Draws every tag, as each role and in each state, into contact sheets: `shots/<tag>-sheet-1.png` and so
 * on, and each picture beside them. An argument narrows to the pictures whose name has it in it.
 */
const FOLDER = 'shots';
const WIDTHS = { wide: 960, narrow: 320, least: 280 } as const;
const LONG_NAME = 'Maximiliane Wilhelmine Gräfin von Hohenlohe-Öhring';
const LONG = 'long@names.example';
const MANY = 'many@places.example';
const NOBODY = 'new@nowhere.example';
const LEAVER = 'leaver@everywhere.example';
const TRAVELLER = 'traveller@everywhere.example';
const CROWDED = 'one-of-many@crowd.example';
/** More than a page of the list. */
const CROWD = 60;
/** How many pictures are on a sheet. */
const SHEET = 24;
/** With what each of them is for. */
const PLACES: readonly (readonly [name: string, purpose?: string])[] = [
  ['Aperture', 'Client work, Berlin'],
  ['Böhm & Söhne'],
  ['Cyberdyne', 'Demos'],
  ['Globex East', 'Client work, Warsaw'],
  ['Hooli'],
  ['Initech', 'Internal'],
  ['Massive Dynamic', 'Client work, Berlin'],
  ['Stark Industries'],
  ['Umbrella', 'Production'],
  ['שרותי רובוטיקה', 'ירושלים'],
];

const DEVICES = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
  'A-program-with-a-very-long-name-indeed/1.0 (which says much more of itself than anybody wants to know)',
  '',
];

/** To whom invitations were sent, each with a link of its own. */
const MEMBER = 'member@acme.example';
const NEWLY = 'nils@nowhere.example';
const INVITATIONS = {
  new: 'nora@new.example',
  member: MEMBER,
  long: LONG,
  newly: NEWLY,
} as const;
const STUDIO = { name: 'Nordlicht Studio', purpose: 'Client work, Hamburg' } as const;
const tokens = new Map<string, string>();

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

interface Picture {
  readonly tag: keyof typeof KEYBOARD;
  readonly name: string;
  /** Who is signed in, by address. */
  readonly as?: string;
  readonly width?: keyof typeof WIDTHS;
  readonly dark?: boolean;
  readonly rtl?: boolean;
  readonly forcedColors?: boolean;
  /** In German, by finger. */
  readonly german?: boolean;
  /** What else the page is asked for, e.g. the organization that a provider pins. */
  readonly page?: string | (() => string);
  /** The size of the page's text in percent. */
  readonly text?: number;
  /** Before the page is opened. */
  readonly arrange?: (page: Page) => Promise<unknown>;
  /** Once it is. */
  readonly act?: (page: Page) => Promise<unknown>;
}

const ROLES = ['owner', 'admin', 'member', 'viewer'] as const;
const owner = 'owner@acme.example';
const admin = 'admin@acme.example';
const fail = (page: Page) =>
  page.route('**/api/v1/**', route => route.fulfill({ status: 500, body: '' }));
const hold = (page: Page) => page.route('**/api/v1/**', () => new Promise(() => undefined));
const edit = (page: Page) => page.getByRole('button', { name: /Change the role of Mia/ }).click();
const saveInVain = async (page: Page) => {
  await page.route('**/members/*', route => route.abort());
  await edit(page);
  await page.getByLabel('New role of Mia').selectOption('Viewer');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('did not answer').waitFor();
};
const why = (page: Page) => page.getByRole('button', { name: /Why the role of Olivia/ }).click();
const remove = (page: Page) => page.getByRole('button', { name: /^Remove Mia/ }).click();
const find = (page: Page) => page.getByRole('searchbox').fill('a');
const findNobody = (page: Page) => page.getByRole('searchbox').fill('nobody at all');
const choose = async (page: Page, role: string) => {
  await edit(page);
  await page.getByLabel('New role of Mia').selectOption(role);
  await page.getByRole('button', { name: 'Save' }).click();
};
const makeAdmin = (page: Page) => choose(page, 'Admin');
const makeViewer = (page: Page) => choose(page, 'Viewer');
const changed = async (page: Page) => {
  await choose(page, 'Viewer');
  await page.getByRole('button', { name: 'Undo' }).waitFor();
};
const holdBack = (path: string, act: (page: Page) => Promise<unknown>) => async (page: Page) => {
  await page.route(path, () => new Promise(() => undefined));
  await act(page);
};
const searchInVain = async (page: Page) => {
  await page.route('**/members?*', route => route.abort());
  await find(page);
  await page.getByText('did not answer').waitFor();
};
/** As the picture before may have left her otherwise. */
const makeMiaMember = () =>
  sower.sql("update orgtags.membership set role = 'member' where name = 'Mia Lindqvist'");
const changeOutOfSight = async (page: Page) => {
  await page.getByLabel('Role', { exact: true }).selectOption('Member');
  await page.getByText('found').first().waitFor();
  await changed(page);
};
const turn = async (page: Page) => {
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('26–').waitFor();
};
const open = (page: Page) => page.getByRole('button', { name: /^Organization/ }).click();
const search = (typed: string) => async (page: Page) => {
  await open(page);
  await page.getByRole('combobox').fill(typed);
};
const switchInVain = async (page: Page) => {
  await page.route('**/switch', route => route.abort());
  await open(page);
  await page.getByRole('option', { name: 'Globex' }).click();
  await page.getByText('could not be opened').waitFor();
};
const choosePlace = async (page: Page) => {
  await open(page);
  await page.getByRole('option', { name: 'Globex' }).click();
};
const leave = async (page: Page) => {
  await open(page);
  await page.getByRole('button', { name: /^Leave/ }).click({ force: true });
};
const create = async (page: Page) => {
  await page.getByRole('button', { name: /^Organization|^Create/ }).click();
  const inMenu = page.getByRole('dialog').getByRole('button', { name: /^Create an/ });
  if (await inMenu.isVisible()) await inMenu.click();
};
const createTaken = async (page: Page) => {
  await create(page);
  await page.getByLabel('Name').fill('Acme');
  await page.getByText('is taken').first().waitFor();
};
const createFree = async (page: Page) => {
  await create(page);
  await page.getByLabel('Name').fill('Initech Europe');
  await page.getByText('is free').first().waitFor();
};
const createInVain = async (page: Page) => {
  await page.route('**/api/v1/organizations', route => route.abort());
  await createFree(page);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByText('did not answer').waitFor();
};
/** Somebody's organization, which is about to be lost. */
let lost: TestMember | undefined;
const join = async () => {
  const place = { name: 'Acme Robotics', members: [{ role: 'viewer', person: leaver }] } as const;
  [lost] = (await sower.organization(place)).members;
};
const lose = (statement: string, sentence: string) => async (page: Page) => {
  await page.getByText('Acme Robotics').first().waitFor();
  await sower.sql(`with lost as (${statement}) select pg_notify('orgtags', '')`, [lost?.member]);
  await page.getByText(sentence).first().waitFor();
};
const beRemoved = lose(
  'delete from orgtags.membership where id = $1 returning 1',
  'no longer a member',
);
const beDeleted = lose(
  `update orgtags.organization set deleted_at = now()
    where id = (select organization_id from orgtags.membership where id = $1) returning 1`,
  'was deleted',
);
const endSession = (page: Page) => page.locator('[part=end-button]').first().click();
const endInVain = async (page: Page) => {
  await page.route('**/sessions/*', route => route.abort());
  await endSession(page);
  await page.locator('[part=confirm-button]').click();
  await page.getByText('did not answer').waitFor();
};
const submit = (page: Page) => page.locator('[part=submit-button]').click();
const wrong = async (page: Page) => {
  await page.getByLabel('E-mail').fill(owner);
  await page.getByLabel('Password').fill('not it');
  await submit(page);
  await page.getByText('is not right').waitFor();
};

const go = (name: string) => (page: Page) => page.getByRole('button', { name }).click();
const signUp = go('Create an account');
const forget = go('Forgot your password?');
const fillIn = async (page: Page, fields: Readonly<Record<string, string>>) => {
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text);
  await submit(page);
};
/** As the server answers that it has done something. */
const NOTHING = { status: 204, headers: { [OURS]: '1' } };
const ADDRESS = 'nora.lindqvist@a-company-with-a-name.example';
const createWrongly = async (page: Page) => {
  await signUp(page);
  await fillIn(page, { 'E-mail': 'nora', Password: 'short' });
};
const beSent = async (page: Page) => {
  await signUp(page);
  await page.route('**/sign-up/email', route => route.fulfill(NOTHING));
  await fillIn(page, { Name: 'Nora Lindqvist', 'E-mail': ADDRESS, Password: PASSWORD });
  await page.getByText('Check your e-mail').waitFor();
};
const beSentAgain = async (page: Page) => {
  await forget(page);
  await page.route('**/request-password-reset', route => route.fulfill(NOTHING));
  await fillIn(page, { 'E-mail': ADDRESS });
  await go('Send it again')(page);
  await page.getByText('Sent again').first().waitFor();
};
const openLink = (purpose: string) => async (page: Page) => {
  await page.evaluate(`location.hash = '${purpose}=${'x'.repeat(43)}'`);
  await page.locator('[part=heading]').waitFor();
};
const replace = async (page: Page) => {
  await openLink('verify')(page);
  await go('Choose another password')(page);
};
const expire = (purpose: string) => async (page: Page) => {
  await openLink(purpose)(page);
  await page.getByRole('textbox').fill(PASSWORD);
  await submit(page);
  await page.getByText('no longer works').waitFor();
};
const wait = async (page: Page) => {
  const answer = { code: 'rate-limited', title: 'Too many attempts.', retryAfter: 12 };
  const json = { status: 429, contentType: 'application/problem+json', json: answer };
  await page.route('**/sign-in/email', route => route.fulfill(json));
  await fillIn(page, { 'E-mail': owner, Password: 'not it' });
  await page.getByText('Try again in').first().waitFor();
};
const rename = go('Change name');
const changePassword = go('Change password');
const changePasswordWrongly = async (page: Page) => {
  await changePassword(page);
  await fillIn(page, { 'Current password': 'not it', 'New password': 'short' });
  await page.getByLabel('New password').fill('long enough');
  await submit(page);
  await page.getByText('is not right').waitFor();
};

const list = (page: Page, addresses: string) =>
  page.locator('#addresses').evaluate((field, text) => {
    (field as HTMLTextAreaElement).value = text;
    field.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste' }));
  }, addresses);
const listInvitees = (page: Page) =>
  list(
    page,
    'Lena Park <lena@studio.example>; jo@gmial.com; marketing team; k.ito@atelier.example; a-very-long-mailbox-name-indeed@a-very-long-company-name.example',
  );
const listTooMany = (page: Page) =>
  list(page, Array.from({ length: 620 }, (_, n) => `person-${n}@big.example`).join('\n'));
/** Each picture has addresses of its own. */
let pictures = 0;
const invite = (name: string) => async (page: Page) => {
  pictures += 1;
  await list(page, `${name}${pictures}@studio.example`);
  await submit(page);
};
const inviteSome = async (page: Page) => {
  pictures += 1;
  await list(
    page,
    `lena${pictures}@studio.example, k.ito${pictures}@atelier.example, admin@acme.example, jo@gmial.com,
     a-very-long-mailbox-name-indeed-${pictures}@a-very-long-company-name.example`,
  );
  await submit(page);
  await page.getByText('Copy all links').or(page.getByText('Alle Links')).waitFor();
};
const inviteTooLate = async (page: Page) => {
  await list(page, 'lena@studio.example');
  await page.locator('#lifetime').selectOption('exact');
  await page.locator('#expires-at').fill('2020-01-01T10:00');
  await submit(page);
};
const inviteInVain = async (page: Page) => {
  await page.route('**/invitations', route => route.abort());
  await invite('lena')(page);
  await page.getByText('did not answer').waitFor();
};
const inviteTooOften = async (page: Page) => {
  const answer = { code: 'rate-limited', title: 'Too many attempts.', retryAfter: 200 };
  const json = { status: 429, contentType: 'application/problem+json', json: answer };
  await page.route('**/invitations', route => route.fulfill(json));
  await invite('lena')(page);
  await page.getByText('Try again in').first().waitFor();
};
const copyInVain = async (page: Page) => {
  await inviteSome(page);
  await page.evaluate("navigator.clipboard.write = () => Promise.reject(new Error('No'))");
  await page.locator('[part=copy-button]').nth(1).click();
  await page.locator('[part=link]').waitFor();
};
const selectAll = (page: Page) => page.locator('[part=select]').first().check();
const showPast = async (page: Page) => {
  await page.locator('[part=state-filter]').selectOption('past');
  await page.locator('[part=end]').first().waitFor();
};
const askFor = (act: string) => (page: Page) =>
  page.locator(`[part=${act}-button]`).first().click();
const revokeInVain = async (page: Page) => {
  await page.route('**/revoke', route => route.abort());
  await askFor('revoke')(page);
  await page.locator('[part=confirm-button]').click();
  await page.getByText('did not answer').waitFor();
};
const copyOneInVain = async (page: Page) => {
  await page.evaluate("navigator.clipboard.write = () => Promise.reject(new Error('No'))");
  await page.locator('[part=copy-button]').first().click();
  await page.locator('[part=link]').waitFor();
};
/** Opens the link of an invitation, by where it was sown. */
const invited = (to: keyof typeof INVITATIONS) => (page: Page) =>
  page.addInitScript(`sessionStorage.setItem('orgtags.invitation', '${tokens.get(to) ?? ''}')`);
const refuseLink = (why: string) => async (page: Page) => {
  await invited('new')(page);
  const json = { code: `invitation-${why}`, title: 'It does not open.' };
  await page.route('**/invitations/open', route => route.fulfill({ status: 410, json }));
};
const accept = (page: Page) => page.getByRole('button', { name: 'Accept' }).click();
const acceptInVain = async (page: Page) => {
  await page.route('**/invitations/accept', route => route.abort());
  await accept(page);
  await page.getByText('did not answer').waitFor();
};
const beIn = async (page: Page) => {
  const { name, purpose } = STUDIO;
  const json = { id: 'x', slug: 'studio', name, purpose, role: 'admin', ended: false };
  const headers = { [OURS]: '1' };
  await page.route('**/invitations/accept', route => route.fulfill({ headers, json }));
  await accept(page);
  await page.getByText('You are now').first().waitFor();
};
const decline = (page: Page) => page.getByRole('button', { name: 'Decline' }).click();
const beOut = async (page: Page) => {
  await page.route('**/invitations/decline', route => route.fulfill(NOTHING));
  await decline(page);
  await page.locator('[part=confirm-button]').click();
  await page.getByText('You have declined').first().waitFor();
};
const declineFirst = (page: Page) => page.locator('[part=decline-button]').first().click();
const acceptFirst = (page: Page) => page.locator('[part~=accept-button]').first().click();
const acceptFirstInVain = async (page: Page) => {
  await page.route('**/accept', route => route.abort());
  await acceptFirst(page);
  await page.getByText('did not answer').waitFor();
};
const doubtAddress = (page: Page) =>
  page.route('**/session', async route => {
    const response = await route.fetch();
    const { person, ...session } = (await response.json()) as { person: object };
    await route.fulfill({
      response,
      json: { ...session, person: { ...person, emailVerified: false } },
    });
  });
const joinFirst = async (page: Page) => {
  const { name, purpose } = STUDIO;
  const json = { id: 'x', slug: 'studio', name, purpose, role: 'admin', ended: false };
  const headers = { [OURS]: '1' };
  await page.route('**/accept', route => route.fulfill({ headers, json }));
  await page.route('**/v1/invitations', route =>
    route.fulfill({ headers, json: { invitations: [] } }),
  );
  await acceptFirst(page);
  await page.getByText('You are now').first().waitFor();
};
const joinWrongly = async (page: Page) => {
  await fillIn(page, { 'E-mail': 'nora@test.example', Password: 'short' });
};

const inCorner = () => `organization=${acme}`;
const inPlace = () => `inline&organization=${acme}`;
const openChat = async (page: Page) => {
  await page.locator('[part=launcher]').click();
  await page.locator('[part=consent], [part=log], [part=closed]').first().waitFor();
};
const writeInChat = async (page: Page, text: string) => {
  await page.locator('[part=input][name=text]').fill(text);
  await page.locator('[part=send-button]').click();
};
const askInChat = async (page: Page) => {
  await openChat(page);
  await page.locator('[name=name]').fill(LONG_NAME);
  await writeInChat(page, 'What does the small robot carry?');
  await page.locator('[part=source]').waitFor();
};
const askForPerson = async (page: Page) => {
  await askInChat(page);
  await page.locator('[part=person-button]').click();
  await page.locator('[part=waiting]').waitFor();
};
const writeInVain = async (page: Page) => {
  await askInChat(page);
  await page.route('**/messages', route => route.fulfill({ status: 400, body: '{}' }));
  await writeInChat(page, 'And how long does it take to charge?');
  await page.locator('[part=again-button]').waitFor();
};
const askToErase = async (page: Page) => {
  await askInChat(page);
  await page.locator('[part=leave-button]').click();
};
const sayAway = () =>
  sower.sql('update orgtags.guest_access set texts = $2, hours = $3 where organization_id = $1', [
    acme,
    JSON.stringify([
      {
        language: 'en',
        welcome: 'Hello. What is it about?\nWe answer in English and German.',
        consent: 'We keep this for a year.',
        away: 'We are back on Monday at nine.',
      },
    ]),
    JSON.stringify({ timeZone: 'UTC', days: [] }),
  ]);
const beWrittenTo = async (page: Page) => {
  await askForPerson(page);
  await sower.sql(
    `update orgtags.conversation set team_typing_at = now(), revision = revision + 1
      where id = (select id from orgtags.conversation order by id desc limit 1)`,
  );
  await sower.sql("select pg_notify('orgtags', '')");
  await page.locator('[part=typing]').waitFor();
};
const loseConnection = async (page: Page) => {
  await page.route('**/stream', route => route.abort());
  await openChat(page);
  await writeInChat(page, 'What does the small robot carry?');
  await page.locator('[part=connection]').waitFor();
};
/** With a token that nobody has signed: it is looked at when the guest has agreed. */
const signInToPage = async (page: Page) => {
  await askInChat(page);
  const claims = Buffer.from(JSON.stringify({ sub: 'customer-7' })).toString('base64url');
  await page.locator('guest-chat-join').evaluate((tag, visitor) => {
    tag.setAttribute('visitor', visitor);
  }, `e30.${claims}.`);
  await page.locator('[part=account]').waitFor();
};
const keepInVain = async (page: Page) => {
  await signInToPage(page);
  await page.locator('[part=account-yes-button]').click();
  await page.locator('[part=account] [part=problem]').waitFor();
};
const openConversation = async (page: Page) => {
  await page.locator('[part=row]').filter({ hasText: 'Jonas' }).click();
  await page.locator('[part=source]').first().waitFor();
};

const unfold = async (page: Page) => {
  for (const place of ['words', 'hours', 'sources', 'embedding']) {
    await page.locator(`#${place}-open`).click();
    await page.locator(`#${place}-open`).waitFor({ state: 'detached' });
  }
};
/** As an organization has it that has said all there is to say. */
const sayAll = (email: string) => () =>
  sower.sql(
    `insert into orgtags.guest_access (organization_id, enabled, origins, texts, hours)
     select organization_id, true, $2, $3, $4 from orgtags.membership
      where email = $1 and role in ('owner', 'admin')
         on conflict (organization_id)
         do update set origins = excluded.origins, texts = excluded.texts, hours = excluded.hours`,
    [
      email,
      ['https://shop.example', 'https://*.a-site-with-a-rather-long-name-and-more.example'],
      JSON.stringify([
        { language: 'en', welcome: 'Hello. What is it about?', consent: null, away: LONG_NAME },
        { language: 'de', welcome: 'Guten Tag', consent: null, away: null },
      ]),
      JSON.stringify({
        timeZone: 'Europe/Berlin',
        days: [1, 2, 3, 5].map(day => ({ day, from: '09:00', to: '17:30' })),
      }),
    ],
  );
const changeAll = async (page: Page) => {
  await unfold(page);
  await page.locator('#welcome').fill('What can we do for you?');
  await page.locator('#time-zone').fill('Mars');
  await page.locator('[part=save-button]').last().click();
  await page.locator('#question').fill('What does the small robot carry?');
  await page.locator('[part=try-button]').click();
  await page.locator('blockquote').waitFor();
  await page.locator('[part=show-button]').click();
  await page.locator('#secret').waitFor();
};
const addText = async (page: Page) => {
  await page.locator('#sources-open').click();
  await page.locator('[part=add-source-button]').click();
  await page.locator('#source-title').fill('Shipping');
  await page.locator('#source-url').fill('shop');
  await page.locator('[part=confirm-button]').click();
  await page.locator('dialog [part=problem]').first().waitFor();
};
const switchOff = (page: Page) => page.locator('[part=switch-button]').click();
const openInVain = async (page: Page) => {
  await page.route('**/chunk-*', route => route.abort());
  await page.locator('#hours-open').click();
  await page.locator('[part=retry-button]').waitFor();
};
const endGuestInVain = async (page: Page) => {
  await page.route('**/guests/*', route => route.abort());
  await page.locator('[part=end-button]').first().click();
  await page.locator('[part=confirm-button]').click();
  await page.locator('dialog [part=problem]').waitFor();
};
const addWrongly = async (page: Page) => {
  await page.locator('#origin').fill('*.example');
  await page.locator('[part=add-button]').click();
  await page.locator('[part=remove-button]').first().click();
  await page.locator('[part=undo-button]').waitFor();
};
const openWaiting = async (page: Page) => {
  await page.locator('[part=row]').filter({ hasText: 'Mei' }).click();
  await page.locator('[part=message]').first().waitFor();
};
const giveConversation = async (page: Page) => {
  await openWaiting(page);
  await page.getByLabel('Assigned to').selectOption({ label: 'Mia Lindqvist' });
  await page.getByRole('button', { name: 'Assign', exact: true }).waitFor();
};
const resolveInVain = async (page: Page) => {
  await openWaiting(page);
  await page.route('**/conversations/*', async route =>
    route.request().method() === 'PATCH'
      ? route.fulfill({ status: 400, body: '{}' })
      : route.continue(),
  );
  await page.locator('[part=resolve-button]').click();
  await page.locator('[part=problem]').waitFor();
};
const askToEnd = async (page: Page) => {
  await openWaiting(page);
  await page.locator('[part=end-button]').click();
};

/** The dresses in which the most telling states are drawn. */
const DRESSES = {
  light: {},
  dark: { dark: true },
  narrow: { width: 'narrow' },
  'narrow-dark': { width: 'narrow', dark: true },
  rtl: { rtl: true },
  forced: { forcedColors: true },
  'text-200': { text: 200 },
  german: { german: true, width: 'least' },
} as const satisfies Record<string, Partial<Picture>>;

const PICTURES: readonly Picture[] = [
  { tag: 'guest-chat-join', name: 'button', page: inCorner },
  { tag: 'guest-chat-join', name: 'corner', page: inCorner, act: openChat },
  { tag: 'guest-chat-join', name: 'corner-narrow', page: inCorner, act: openChat, width: 'narrow' },
  ...dressed({ tag: 'guest-chat-join', name: 'door', page: inPlace, act: openChat }),
  ...dressed({ tag: 'guest-chat-join', name: 'answer', page: inPlace, act: askInChat }),
  ...dressed({ tag: 'guest-chat-join', name: 'waiting', page: inPlace, act: askForPerson }),
  ...dressed({ tag: 'guest-chat-join', name: 'not-sent', page: inPlace, act: writeInVain }),
  { tag: 'guest-chat-join', name: 'erasing', page: inPlace, act: askToErase },
  ...dressed({ tag: 'guest-chat-join', name: 'typing', page: inPlace, act: beWrittenTo }),
  ...dressed({ tag: 'guest-chat-join', name: 'disconnected', page: inPlace, act: loseConnection }),
  ...dressed({ tag: 'guest-chat-join', name: 'account', page: inPlace, act: signInToPage }),
  { tag: 'guest-chat-join', name: 'account-not-kept', page: inPlace, act: keepInVain },
  ...dressed({
    tag: 'guest-chat-join',
    name: 'away',
    page: inPlace,
    arrange: sayAway,
    act: openChat,
  }),
  { tag: 'guest-chat-join', name: 'none', page: 'inline&organization=nowhere', act: openChat },
  ...dressed({ tag: 'guest-conversations', name: 'list', as: owner }),
  ...dressed({ tag: 'guest-conversations', name: 'opened', as: admin, act: openConversation }),
  ...dressed({ tag: 'guest-conversations', name: 'waiting', as: admin, act: openWaiting }),
  ...dressed({ tag: 'guest-conversations', name: 'giving', as: owner, act: giveConversation }),
  { tag: 'guest-conversations', name: 'not-resolved', as: owner, act: resolveInVain },
  { tag: 'guest-conversations', name: 'ending', as: owner, act: askToEnd },
  { tag: 'guest-conversations', name: 'nothing-found', as: owner, act: findNobody },
  { tag: 'guest-conversations', name: 'loading-narrow', as: owner, arrange: hold, width: 'narrow' },
  { tag: 'guest-conversations', name: 'viewer', as: 'viewer@acme.example', act: openConversation },
  { tag: 'guest-conversations', name: 'empty', as: 'owner@globex.example' },
  { tag: 'guest-conversations', name: 'no-organization', as: NOBODY },
  ...dressed({ tag: 'guest-conversations', name: 'failed', arrange: fail }),
  { tag: 'guest-conversations', name: 'loading', as: owner, arrange: hold },
  ...dressed({ tag: 'guest-settings', name: 'shown', as: owner, arrange: sayAll(owner) }),
  ...dressed({ tag: 'guest-settings', name: 'changing', as: owner, act: changeAll }),
  ...dressed({ tag: 'guest-settings', name: 'text', as: owner, act: addText }),
  ...dressed({ tag: 'guest-settings', name: 'not-opened', as: owner, act: openInVain }),
  { tag: 'guest-settings', name: 'off', as: owner, act: switchOff },
  { tag: 'guest-settings', name: 'off-narrow', as: owner, act: switchOff, width: 'narrow' },
  { tag: 'guest-settings', name: 'not-ended', as: owner, act: endGuestInVain },
  {
    tag: 'guest-settings',
    name: 'opening',
    as: owner,
    act: holdBack('**/chunk-*', page => page.locator('#hours-open').click()),
  },
  ...dressed({
    tag: 'guest-settings',
    name: 'long-names',
    as: LONG,
    arrange: sayAll(LONG),
    act: addWrongly,
  }),
  { tag: 'guest-settings', name: 'nothing-said', as: 'owner@globex.example' },
  { tag: 'guest-settings', name: 'nothing-said-open', as: 'owner@globex.example', act: unfold },
  { tag: 'guest-settings', name: 'as-member', as: 'member@acme.example' },
  { tag: 'guest-settings', name: 'no-organization', as: NOBODY },
  ...dressed({ tag: 'guest-settings', name: 'failed', arrange: fail }),
  { tag: 'guest-settings', name: 'loading', as: owner, arrange: hold },
  ...dressed({ tag: 'invite-table', name: 'pending', as: owner }),
  ...dressed({ tag: 'invite-table', name: 'selected', as: owner, act: selectAll }),
  ...dressed({ tag: 'invite-table', name: 'past', as: owner, act: showPast }),
  ...dressed({ tag: 'invite-table', name: 'resend', as: owner, act: askFor('resend') }),
  { tag: 'invite-table', name: 'prolong', as: owner, act: askFor('prolong') },
  ...dressed({ tag: 'invite-table', name: 'revoke', as: owner, act: askFor('revoke') }),
  { tag: 'invite-table', name: 'not-revoked', as: owner, act: revokeInVain },
  ...dressed({ tag: 'invite-table', name: 'by-hand', as: owner, act: copyOneInVain }),
  { tag: 'invite-table', name: 'as-admin', as: admin },
  ...dressed({ tag: 'invite-table', name: 'as-member', as: 'member@acme.example' }),
  ...dressed({ tag: 'invite-table', name: 'none', as: LONG }),
  { tag: 'invite-table', name: 'nothing-found', as: owner, act: findNobody },
  { tag: 'invite-table', name: 'no-organization', as: NOBODY },
  { tag: 'invite-table', name: 'signed-out' },
  ...dressed({ tag: 'invite-table', name: 'failed', arrange: fail }),
  { tag: 'invite-table', name: 'loading', arrange: hold },
  { tag: 'invite-table', name: 'loading-narrow', arrange: hold, width: 'narrow' },
  ...dressed({ tag: 'invite-form', name: 'empty', as: owner }),
  ...dressed({ tag: 'invite-form', name: 'filled', as: owner, act: listInvitees }),
  ...dressed({ tag: 'invite-form', name: 'exact-wrong', as: owner, act: inviteTooLate }),
  ...dressed({ tag: 'invite-form', name: 'sent', as: owner, act: inviteSome }),
  { tag: 'invite-form', name: 'by-hand', as: owner, act: copyInVain },
  { tag: 'invite-form', name: 'by-hand-narrow', as: owner, act: copyInVain, width: 'narrow' },
  { tag: 'invite-form', name: 'too-many', as: owner, act: listTooMany },
  { tag: 'invite-form', name: 'not-sent', as: owner, act: inviteInVain },
  { tag: 'invite-form', name: 'waiting', as: owner, act: inviteTooOften },
  { tag: 'invite-form', name: 'sending', as: owner, act: holdBack('**/invitations', invite('mo')) },
  ...dressed({ tag: 'invite-form', name: 'as-member', as: 'member@acme.example' }),
  { tag: 'invite-form', name: 'as-viewer', as: 'viewer@acme.example' },
  ...dressed({ tag: 'invite-form', name: 'long-names', as: LONG, act: listInvitees }),
  { tag: 'invite-form', name: 'no-organization', as: NOBODY },
  ...dressed({ tag: 'invite-form', name: 'signed-out' }),
  { tag: 'invite-form', name: 'failed', arrange: fail },
  { tag: 'invite-form', name: 'loading', arrange: hold },
  { tag: 'invite-form', name: 'loading-narrow', arrange: hold, width: 'narrow' },
  ...dressed({ tag: 'invite-inbox', name: 'list', as: LONG }),
  ...dressed({ tag: 'invite-inbox', name: 'declining', as: LONG, act: declineFirst }),
  ...dressed({ tag: 'invite-inbox', name: 'not-accepted', as: LONG, act: acceptFirstInVain }),
  ...dressed({ tag: 'invite-inbox', name: 'joined', as: LONG, act: joinFirst }),
  ...dressed({ tag: 'invite-inbox', name: 'empty', as: owner }),
  ...dressed({ tag: 'invite-inbox', name: 'closed', as: owner, arrange: doubtAddress }),
  { tag: 'invite-inbox', name: 'signed-out' },
  { tag: 'invite-inbox', name: 'failed', arrange: fail },
  { tag: 'invite-inbox', name: 'loading', arrange: hold },
  ...dressed({ tag: 'invite-accept', name: 'new', arrange: invited('new') }),
  ...dressed({
    tag: 'invite-accept',
    name: 'new-wrong',
    arrange: invited('new'),
    act: joinWrongly,
  }),
  ...dressed({ tag: 'invite-accept', name: 'sign-in', arrange: invited('member') }),
  { tag: 'invite-accept', name: 'forgotten', arrange: invited('member'), act: forget },
  ...dressed({ tag: 'invite-accept', name: 'yours', as: MEMBER, arrange: invited('member') }),
  ...dressed({
    tag: 'invite-accept',
    name: 'declining',
    as: MEMBER,
    arrange: invited('member'),
    act: decline,
  }),
  ...dressed({
    tag: 'invite-accept',
    name: 'not-accepted',
    as: MEMBER,
    arrange: invited('member'),
    act: acceptInVain,
  }),
  ...dressed({ tag: 'invite-accept', name: 'another', as: owner, arrange: invited('member') }),
  ...dressed({
    tag: 'invite-accept',
    name: 'joined',
    as: MEMBER,
    arrange: invited('member'),
    act: beIn,
  }),
  {
    tag: 'invite-accept',
    name: 'declined',
    as: MEMBER,
    arrange: invited('member'),
    act: beOut,
  },
  ...dressed({ tag: 'invite-accept', name: 'long-names', as: LONG, arrange: invited('long') }),
  ...['expired', 'revoked', 'used', 'unknown'].map(why => ({
    tag: 'invite-accept' as const,
    name: why,
    arrange: refuseLink(why),
  })),
  ...dressed({ tag: 'invite-accept', name: 'used', as: owner, arrange: refuseLink('used') }),
  { tag: 'invite-accept', name: 'no-link' },
  ...dressed({ tag: 'invite-accept', name: 'failed', arrange: fail }),
  { tag: 'invite-accept', name: 'loading', arrange: hold },
  ...dressed({ tag: 'sign-in-form', name: 'form' }),
  { tag: 'sign-in-form', name: 'empty-submitted', act: submit },
  { tag: 'sign-in-form', name: 'wrong', act: wrong },
  { tag: 'sign-in-form', name: 'wrong-dark', act: wrong, dark: true },
  { tag: 'sign-in-form', name: 'waiting', act: wait },
  ...dressed({ tag: 'sign-in-form', name: 'create-wrong', act: createWrongly }),
  { tag: 'sign-in-form', name: 'create', act: signUp },
  ...dressed({ tag: 'sign-in-form', name: 'sent', act: beSent }),
  { tag: 'sign-in-form', name: 'sent-again', act: beSentAgain },
  { tag: 'sign-in-form', name: 'forgotten', act: forget },
  { tag: 'sign-in-form', name: 'verify', act: openLink('verify') },
  { tag: 'sign-in-form', name: 'verify-signed-in', as: owner, act: openLink('verify') },
  { tag: 'sign-in-form', name: 'reset', act: openLink('reset') },
  { tag: 'sign-in-form', name: 'reset-narrow', act: openLink('reset'), width: 'narrow' },
  { tag: 'sign-in-form', name: 'verify-expired', act: expire('verify') },
  { tag: 'sign-in-form', name: 'reset-expired', act: expire('reset') },
  ...dressed({ tag: 'sign-in-form', name: 'signed-in', as: owner }),
  { tag: 'sign-in-form', name: 'rename', as: owner, act: rename },
  ...dressed({ tag: 'sign-in-form', name: 'password', as: owner, act: changePasswordWrongly }),
  { tag: 'sign-in-form', name: 'replace', act: replace },
  ...dressed({ tag: 'sign-in-form', name: 'long-names', as: LONG }),
  ...dressed({ tag: 'sign-in-form', name: 'failed', arrange: fail }),
  ...dressed({ tag: 'org-switcher', name: 'open', as: owner, act: open }),
  { tag: 'org-switcher', name: 'closed', as: owner },
  { tag: 'org-switcher', name: 'open-as-member', as: 'member@acme.example', act: open },
  ...dressed({ tag: 'org-switcher', name: 'long-names', as: LONG, act: open }),
  { tag: 'org-switcher', name: 'opening', as: owner, act: holdBack('**/switch', choosePlace) },
  { tag: 'org-switcher', name: 'pinned', as: owner, page: 'org=globex' },
  { tag: 'org-switcher', name: 'not-yours', as: owner, page: 'org=nowhere' },
  ...dressed({ tag: 'org-switcher', name: 'many', as: MANY, act: open }),
  { tag: 'org-switcher', name: 'found', as: MANY, act: search('berlin') },
  ...dressed({ tag: 'org-switcher', name: 'no-match', as: MANY, act: search('Vandelay') }),
  ...dressed({ tag: 'org-switcher', name: 'not-switched', as: owner, act: switchInVain }),
  ...dressed({ tag: 'org-switcher', name: 'last-owner', as: owner, act: leave }),
  ...dressed({ tag: 'org-switcher', name: 'leaving', as: 'member@acme.example', act: leave }),
  { tag: 'org-switcher', name: 'leaving-long-name', as: LONG, act: leave, width: 'narrow' },
  ...dressed({ tag: 'org-switcher', name: 'none', as: NOBODY }),
  { tag: 'org-switcher', name: 'create-begun', as: NOBODY, act: create },
  { tag: 'org-switcher', name: 'create-free', as: NOBODY, act: createFree },
  ...dressed({ tag: 'org-switcher', name: 'create-taken', as: owner, act: createTaken }),
  ...dressed({ tag: 'org-switcher', name: 'create-failed', as: NOBODY, act: createInVain }),
  ...dressed({ tag: 'org-switcher', name: 'invited', as: MEMBER, act: open }),
  ...dressed({ tag: 'org-switcher', name: 'none-invited', as: NEWLY }),
  ...dressed({ tag: 'org-switcher', name: 'signed-out' }),
  ...dressed({ tag: 'org-switcher', name: 'failed', arrange: fail }),
  { tag: 'org-switcher', name: 'loading', arrange: hold },
  ...ROLES.map(role => ({
    tag: 'member-table' as const,
    name: `as-${role}`,
    as: `${role}@acme.example`,
  })),
  ...dressed({ tag: 'member-table', name: 'editing', as: admin, act: edit }),
  ...dressed({ tag: 'member-table', name: 'reason', as: admin, act: why }),
  ...dressed({ tag: 'member-table', name: 'removing', as: admin, act: remove }),
  ...dressed({ tag: 'member-table', name: 'not-stored', as: admin, act: saveInVain }),
  ...dressed({ tag: 'member-table', name: 'giving-for-good', as: admin, act: makeAdmin }),
  ...dressed({ tag: 'member-table', name: 'nobody-found', as: admin, act: findNobody }),
  { tag: 'member-table', name: 'found', as: 'member@acme.example', act: find },
  { tag: 'member-table', name: 'narrow-as-viewer', as: 'viewer@acme.example', width: 'narrow' },
  { tag: 'member-table', name: 'searching', as: admin, act: holdBack('**/members?*', find) },
  ...dressed({ tag: 'member-table', name: 'not-searched', as: admin, act: searchInVain }),
  ...dressed({
    tag: 'member-table',
    name: 'changed-away',
    as: owner,
    arrange: makeMiaMember,
    act: changeOutOfSight,
  }),
  { tag: 'member-table', name: 'saving', as: owner, act: holdBack('**/members/*', makeViewer) },
  ...dressed({ tag: 'member-table', name: 'page', as: CROWDED, act: turn }),
  { tag: 'member-table', name: 'readonly', as: owner, page: 'readonly' },
  { tag: 'member-table', name: 'pinned', as: owner, page: 'org=globex' },
  { tag: 'member-table', name: 'not-yours', as: owner, page: 'org=nowhere' },
  { tag: 'member-table', name: 'no-organization', as: NOBODY },
  ...dressed({ tag: 'member-table', name: 'long-names', as: LONG }),
  ...dressed({ tag: 'member-table', name: 'signed-out' }),
  ...dressed({ tag: 'member-table', name: 'failed', arrange: fail }),
  { tag: 'member-table', name: 'loading', arrange: hold },
  { tag: 'member-table', name: 'changed', as: admin, arrange: makeMiaMember, act: changed },
  ...dressed({ tag: 'session-list', name: 'list', as: TRAVELLER }),
  ...dressed({ tag: 'session-list', name: 'ending', as: TRAVELLER, act: endSession }),
  { tag: 'session-list', name: 'least', as: TRAVELLER, width: 'least' },
  { tag: 'session-list', name: 'not-ended', as: TRAVELLER, act: endInVain },
  { tag: 'session-list', name: 'not-ended-narrow', as: TRAVELLER, act: endInVain, width: 'narrow' },
  { tag: 'session-list', name: 'alone', as: NOBODY },
  ...dressed({ tag: 'session-list', name: 'signed-out' }),
  ...dressed({ tag: 'session-list', name: 'failed', arrange: fail }),
  { tag: 'session-list', name: 'loading', arrange: hold },
  ...(['org-switcher', 'member-table'] as const).flatMap(tag => [
    ...dressed({ tag, name: 'removed', as: LEAVER, arrange: join, act: beRemoved }),
    { tag, name: 'deleted', as: LEAVER, arrange: join, act: beDeleted },
  ]),
];

const [narrow = ''] = process.argv.slice(2);
const postgres = await startPostgres({});
process.env.ORGTAGS_TEST_POSTGRES = postgres.url;
const demo = await startDemo();
const sower = await openSower(demo.databaseUrl, TEST_SECRET);
const leaver = await sower.person({ name: 'Lena', email: LEAVER, password: PASSWORD });
const acme = await idOfAcme();
await sowLongNames();
await sowMany();
await sowSessions();
await sowCrowd();
addPlaces(INVITATION_PLACES);
await sowInvitations();
const browser = await openBrowser();
await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER);

const sessions = new Map<string, StorageState>();
const drawn: { readonly picture: Picture; readonly file: string }[] = [];
for (const picture of PICTURES) {
  if (!`${picture.tag}-${picture.name}`.includes(narrow)) continue;
  drawn.push({ picture, file: await draw(browser, picture) });
}
for (const tag of new Set(PICTURES.map(picture => picture.tag))) await contactSheets(browser, tag);
await browser.close();
await sower.end();
await demo.stop();
await postgres.stop();

function dressed(picture: Picture): Picture[] {
  return Object.entries(DRESSES).map(([dress, looks]) => ({
    ...picture,
    ...looks,
    name: `${picture.name}-${dress}`,
  }));
}

async function draw(inBrowser: Browser, picture: Picture): Promise<string> {
  const { tag, name, width = 'wide', dark, rtl, forcedColors, german, text = 100 } = picture;
  const context = await inBrowser.newContext({
    // A picture of more than the window takes the finger away.
    viewport: { width: WIDTHS[width], height: german ? 1100 : 400 },
    colorScheme: dark ? 'dark' : 'light',
    ...(forcedColors && { forcedColors: 'active' }),
    ...(picture.as !== undefined && { storageState: await signedIn(inBrowser, picture.as) }),
    reducedMotion: 'reduce',
    hasTouch: german ?? false,
  });
  const page = await context.newPage();
  // All pictures come from one address.
  await sower.sql('delete from orgtags_limits.counter');
  await picture.arrange?.(page);
  await page.goto(
    `${demo.url}/one-tag.html?tag=${tag}&dir=${rtl ? 'rtl' : 'ltr'}&text=${String(text)}&${pageOf(picture)}`,
  );
  await page.waitForTimeout(picture.arrange ? 1500 : 500);
  await picture.act?.(page);
  if (german) await page.evaluate("document.documentElement.lang = 'de'");
  await page.waitForTimeout(300);
  const file = `${FOLDER}/${tag}-${name}.png`;
  await page.screenshot({ path: file, fullPage: true });
  await context.close();
  return file;
}

function pageOf({ page = '' }: Picture): string {
  return typeof page === 'string' ? page : page();
}

/** The cookies of somebody, who signs in once. */
async function signedIn(inBrowser: Browser, email: string): Promise<StorageState> {
  const known = sessions.get(email);
  if (known) return known;
  const context = await inBrowser.newContext();
  await context.request.post(`${demo.url}/api/auth/sign-in/email`, {
    headers: { origin: demo.url },
    data: { email, password: PASSWORD },
  });
  const state = await context.storageState();
  await context.close();
  sessions.set(email, state);
  return state;
}

async function contactSheets(inBrowser: Browser, tag: string): Promise<void> {
  const own = drawn.filter(({ picture }) => picture.tag === tag);
  for (let from = 0; from < own.length; from += SHEET) {
    const name = `${tag}-sheet-${String(from / SHEET + 1)}`;
    await contactSheet(inBrowser, name, own.slice(from, from + SHEET));
  }
}

async function contactSheet(
  inBrowser: Browser,
  name: string,
  own: readonly (typeof drawn)[number][],
): Promise<void> {
  const figures = own.map(
    ({ picture, file }) =>
      `<figure style="width:${(picture.width ?? 'wide') === 'wide' ? '49%' : '24%'};margin:0">
         <figcaption>${picture.name}</figcaption>
         <img src="${file.slice(FOLDER.length + 1)}" style="max-width:100%;border:1px solid #8888">
       </figure>`,
  );
  const sheet = `${FOLDER}/${name}.html`;
  await writeFile(
    sheet,
    `<body style="display:flex;flex-wrap:wrap;gap:1%;font:14px sans-serif">${figures.join('')}`,
  );
  const page = await inBrowser.newPage({ viewport: { width: 1600, height: 800 } });
  await page.goto(`file://${process.cwd()}/${sheet}`);
  await page.screenshot({ path: `${FOLDER}/${name}.png`, fullPage: true });
  await page.close();
}

async function idOfAcme(): Promise<string> {
  const rows = await sower.sql<{ id: string }>(
    `select id from orgtags.organization where slug = 'acme'`,
  );
  return rows[0]?.id ?? '';
}

async function sowLongNames(): Promise<void> {
  const person = await sower.person({ name: LONG_NAME, email: LONG, password: PASSWORD });
  const address = 'a-very-long-mailbox-name-indeed@a-very-long-company-name.example';
  await sower.organization({
    name: 'Vereinigte Robotik- und Automatisierungswerke Süd',
    slug: 'long',
    purpose: 'Everything that is written for the customers in the south of the country',
    members: [
      { role: 'admin', person },
      { role: 'owner', person: await sower.person({ name: LONG_NAME, email: address }) },
      { role: 'viewer', name: 'محمد عبد الله' },
      { role: 'member', name: 'X' },
    ],
  });
  await sower.organization({ name: 'Z', slug: 'z', members: [{ role: 'viewer', person }] });
}

async function sowCrowd(): Promise<void> {
  const person = await sower.person({ name: 'Cleo Okonkwo', email: CROWDED, password: PASSWORD });
  await sower.organization({
    name: 'Crowd',
    members: [
      { role: 'owner', person },
      ...Array.from(
        { length: CROWD },
        (_, n) => ({ role: 'member', name: `Person ${n}` }) as const,
      ),
    ],
  });
}

async function sowInvitations(): Promise<void> {
  await sower.person({ name: 'Nils', email: NEWLY, password: PASSWORD });
  const studio = await inviter(STUDIO.name, STUDIO.purpose, 'Ines Albers');
  const works = await inviter(
    'Vereinigte Robotik- und Automatisierungswerke Nord',
    'Everything that is written for the customers in the north of the country',
    LONG_NAME,
  );
  for (const [to, address] of Object.entries(INVITATIONS)) {
    tokens.set(to, await (to === 'long' ? works : studio)(address));
  }
  // The inbox has more than one.
  await studio(LONG);
}

/** @returns what invites to an organization, and gives the token of the link */
async function inviter(name: string, purpose: string, owner: string) {
  const person = await sower.person({ name: owner });
  const { id } = await sower.organization({ name, purpose, members: [{ role: 'owner', person }] });
  const { invitations } = createHttpClient({ baseUrl: demo.url, getToken: () => person.token });
  return async (address: string): Promise<string> => {
    const wanted = { invitees: [{ address }], role: 'admin', lifetime: 86_400 } as const;
    const { outcomes } = await invitations.send(id, wanted, randomUUID());
    const sent = outcomes.map(({ invitation }) => invitation?.id ?? '');
    const { links } = await invitations.links(id, { invitations: sent });
    return links[0]?.url?.split('#token=')[1] ?? '';
  };
}

/** Somebody who is signed in on devices of short, long and no names. */
async function sowSessions(): Promise<void> {
  const person = await sower.person({ name: 'Tara', email: TRAVELLER, password: PASSWORD });
  const name = 'Vereinigte Robotik- und Automatisierungswerke Nord';
  const { id } = await sower.organization({ name, members: [{ role: 'member', person }] });
  for (const [days, device] of DEVICES.entries()) {
    const { session } = await sower.session(person, device);
    await sower.sql(
      `update orgtags_auth.session set "signedInAt" = now() - $2 * interval '1 day' where id = $1`,
      [session, days + 1],
    );
    await sower.sql(
      `insert into orgtags.session_part (session_id, person_id, organization_id, device, since, last_seen_at)
       select $1, $2, $3, $4, now(), now() - interval '3 hours' where $4 <> ''`,
      [session, person.id, id, device],
    );
  }
}

/** Somebody with many organizations, and somebody with none. */
async function sowMany(): Promise<void> {
  await sower.person({ name: 'Nora', email: NOBODY, password: PASSWORD });
  const person = await sower.person({ name: 'Max', email: MANY, password: PASSWORD });
  for (const [index, [name, purpose]] of PLACES.entries()) {
    const role = ROLES[index % ROLES.length] ?? 'viewer';
    await sower.organization({
      name,
      slug: `place-${index}`,
      ...(purpose !== undefined && { purpose }),
      members: [{ role, person }],
    });
  }
}
