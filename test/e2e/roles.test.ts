import assert from 'node:assert/strict';
import { after, describe, it, type TestContext } from 'node:test';
import type { MemberPage } from '../../src/contract/shapes.ts';
import type { Role } from '../../src/domain/index.ts';
import {
  openSower,
  TEST_SECRET,
  type NewMember,
  type TestOrganization,
  type TestPerson,
} from '../../src/testing/backend.ts';
import { ask } from '../support/backend.ts';
import {
  change,
  explained,
  isLoading,
  managesNobody,
  names,
  offered,
  remove,
  roleOf,
  sorting,
  switchTo,
  type Visit,
} from '../support/console.ts';
import { eventually, HANDS, focusComesTo } from '../support/hands.ts';
import { openSharedDemo } from '../support/open-demo.ts';

const PASSWORD = 'correct horse';
const DAY = 24 * 60 * 60_000;
/** With the five of `COMPANY`, more than the 25 that a page of the list has room for. */
const CREW = Array.from({ length: 25 }, (_, n) => `Crew ${String(n + 1).padStart(2, '0')}`);

const ME = 'Ines Ibarra';
/** Everybody in the organization, as the list sorts them, and as what; without a role, as the test says. */
const COMPANY = {
  'Ada Abel': 'admin',
  [ME]: undefined,
  'Milo Maas': 'member',
  'Olga Orlov': 'owner',
  'Vera Voss': 'viewer',
} as const satisfies Record<string, Role | undefined>;
type Name = keyof typeof COMPANY;
const NAMES = Object.keys(COMPANY) as Name[];

/** What is offered on somebody's row, and what is explained there. */
interface Row {
  /** The roles to choose from; none where it cannot be changed. */
  readonly offered: readonly string[];
  readonly removable: boolean;
  readonly reason?: string;
}

/** What somebody of a role may do with each of the others. */
interface Powers {
  readonly title: string;
  readonly seesAddresses: boolean;
  /** Why no row offers anything. */
  readonly note?: string;
  readonly rows: Readonly<Record<Name, Row>>;
}

const NO_MANAGEMENT = 'Your role does not manage members. Ask an owner or an admin.';
const OWN_ROLE = 'You cannot change your own role. Ask someone who manages you.';
const OWN_REMOVAL = 'You cannot remove yourself. Leave the organization instead.';
const LAST_OWNER = 'An organization needs an owner. Make someone else an owner first.';
const ONLY_OWNERS = (whom: string) => `Only owners can manage ${whom}.`;

const ALL = ['Owner', 'Admin', 'Member', 'Viewer'];
const ANYTHING: Row = { offered: ALL, removable: true };
const UP_TO_ADMIN: Row = { offered: ALL.slice(1), removable: true };
const NOTHING: Row = { offered: [], removable: false };

const ROLES: Readonly<Record<Role, Powers>> = {
  owner: {
    title: 'an Owner',
    seesAddresses: true,
    rows: {
      'Ada Abel': ANYTHING,
      [ME]: { offered: ALL, removable: false, reason: OWN_REMOVAL },
      'Milo Maas': ANYTHING,
      'Olga Orlov': ANYTHING,
      'Vera Voss': ANYTHING,
    },
  },
  admin: {
    title: 'an Admin',
    seesAddresses: true,
    rows: {
      'Ada Abel': { ...NOTHING, reason: ONLY_OWNERS('admins') },
      [ME]: { ...NOTHING, reason: `${OWN_ROLE} ${OWN_REMOVAL}` },
      'Milo Maas': UP_TO_ADMIN,
      'Olga Orlov': { ...NOTHING, reason: ONLY_OWNERS('owners') },
      'Vera Voss': UP_TO_ADMIN,
    },
  },
  member: {
    title: 'a Member',
    seesAddresses: true,
    note: NO_MANAGEMENT,
    rows: forAll(NOTHING),
  },
  viewer: {
    title: 'a Viewer',
    seesAddresses: false,
    note: NO_MANAGEMENT,
    rows: forAll(NOTHING),
  },
};

/** An organization of a test's own, and somebody in it. */
interface Place {
  readonly harbour: TestOrganization;
  readonly me: TestPerson;
  /** Its owner beside whoever is under test. */
  readonly olga: TestPerson;
}

describe('the console for each role', { concurrency: 2 }, async () => {
  const { demo, browser } = await openSharedDemo();
  const sower = await openSower(demo.databaseUrl, TEST_SECRET);
  after(() => sower.end());

  /** Signs somebody in, for as long as the test runs. */
  async function visit(
    test: TestContext,
    holding: keyof typeof HANDS,
    { email }: TestPerson,
  ): Promise<Visit> {
    const context = await browser.newContext();
    test.after(() => context.close());
    const page = await context.newPage();
    const hands = HANDS[holding](page);
    await page.goto(`${demo.url}/console.html`);
    await hands.write(page.getByLabel('E-mail'), email);
    await hands.write(page.getByLabel('Password'), PASSWORD);
    await hands.push(page.getByRole('button', { name: 'Sign in' }));
    await page.getByText(/people in/).waitFor();
    return { page, hands };
  }

  /** Makes an organization of five with somebody of this role in it, who can sign in; and the crew. */
  async function place(role: Role, crew: readonly NewMember[] = []): Promise<Place> {
    const me = await somebody(ME, 'ines', PASSWORD);
    const olga = await somebody('Olga Orlov', 'olga');
    const harbour = await sower.organization({
      name: 'Harbour',
      members: [
        { role, person: me, joinedAt: '2024-05-06T12:00:00Z' },
        { role: 'owner', person: olga, joinedAt: '2024-02-03T12:00:00Z', lastActiveAt: ago(300) },
        { role: 'admin', person: await somebody('Ada Abel', 'z-ada'), joinedAt: ago(9) },
        { role: 'member', person: await somebody('Milo Maas', 'milo'), joinedAt: ago(8) },
        { role: 'viewer', person: await somebody('Vera Voss', '00000000-vera'), joinedAt: ago(1) },
        ...crew,
      ],
    });
    return { harbour, me, olga };
  }

  /** Somebody whom no other test has. */
  function somebody(name: string, box: string, password?: string): Promise<TestPerson> {
    const email = `${box}-${crypto.randomUUID()}@harbour.example`;
    return sower.person({ name, email, ...(password !== undefined && { password }) });
  }

  /**
   * Changes a role, or without one removes, past the page, which does not offer it.
   * @returns why the server refuses it, or undefined where it is done
   */
  async function send(
    { token }: TestPerson,
    { harbour }: Place,
    name: Name,
    role?: Role,
  ): Promise<string | undefined> {
    const members = `${demo.url}/api/v1/organizations/${harbour.id}/members`;
    const { body } = await ask<MemberPage>(members, { token });
    const target = body.members.find(member => member.name === name);
    const { status, problem } = await ask(`${members}/${String(target?.id)}`, {
      token,
      ...(role
        ? { method: 'PATCH', json: { role, version: target?.version } }
        : { method: 'DELETE' }),
    });
    return status === 200 ? undefined : problem.title;
  }

  for (const holding of ['mouse', 'keyboard'] as const) {
    for (const role of ['owner', 'admin', 'member', 'viewer'] as const) {
      const powers = ROLES[role];
      const who = `${powers.title} ${holding === 'mouse' ? 'by mouse' : 'by keyboard alone'}`;

      it(`lets ${who} switch, and stay there through a reload and a new sign-in (R2, R3)`, async test => {
        const { me } = await place(role);
        const other = role === 'owner' || role === 'admin' ? 'viewer' : 'owner';
        const quay: NewMember[] = [
          { role: other, person: me },
          { role: 'owner', name: 'Quentin' },
        ];
        await sower.organization({ name: 'Quay', members: quay });
        const first = await visit(test, holding, me);
        const { page, hands } = first;
        await switchTo(first, 'Harbour');
        await page.getByText('5 people in Harbour').waitFor();
        assert.equal(await managesNobody(first), powers.note !== undefined);

        await switchTo(first, 'Quay', other);
        await page.getByText('2 people in Quay').waitFor();
        await eventually(() => names(first), [ME, 'Quentin']);
        assert.equal(await managesNobody(first), powers.note === undefined);
        await page.reload();
        await page.getByText('2 people in Quay').waitFor();
        await page.getByRole('button', { name: 'Organization: Quay' }).waitFor();

        await hands.push(page.getByRole('button', { name: 'Sign out' }));
        await page.getByText('Sign in to see this.').first().waitFor();
        const { page: elsewhere } = await visit(test, holding, me);
        await elsewhere.getByText('2 people in Quay').waitFor();
      });

      it(`lets ${who} find, filter, sort and page through more than 25 people (R14)`, async test => {
        const { me } = await place(role, crew());
        const at = await visit(test, holding, me);
        const { page, hands } = at;
        const table = page.locator('member-table');
        await page.getByText('30 people in Harbour').waitFor();

        const firstPage = ['Ada Abel', ...CREW.slice(0, 24)];
        await eventually(() => names(at), firstPage);
        await hands.push(page.getByRole('button', { name: 'Next' }));
        await page.getByText('26–30 of 30').waitFor();
        assert.deepEqual(await names(at), ['Crew 25', ...NAMES.slice(1)]);
        await hands.push(page.getByRole('button', { name: 'Previous' }));
        await eventually(() => names(at), firstPage);

        const search = page.getByRole('searchbox');
        await hands.write(search, 'VOSS');
        await page.getByRole('status').getByText('1 person found').waitFor();
        assert.deepEqual(await names(at), ['Vera Voss']);
        const row = page.getByRole('row', { name: 'Vera Voss' });
        assert.equal(await row.locator('[part=role]').textContent(), 'Viewer');
        assert.match(String(await row.locator('time').first().textContent()), /\d{4}/);
        await row.getByText('Never').waitFor();
        await hands.clear(search);
        await eventually(() => names(at), firstPage);

        await hands.write(search, '0000-vera');
        if (powers.seesAddresses) {
          await eventually(() => names(at), ['Vera Voss']);
          assert.match(
            String(await row.locator('[part=email]').textContent()),
            /^00000000-vera-.*example$/,
          );
        } else {
          await page.getByText('Nobody found.').waitFor();
          await hands.push(page.getByRole('button', { name: 'Show everyone' }));
          await eventually(() => names(at), firstPage);
          assert.ok(!String(await table.textContent()).includes('@'));
        }
        await hands.clear(search);
        await eventually(() => names(at), firstPage);

        const filter = page.locator('member-table').getByLabel('Role', { exact: true });
        await hands.choose(filter, 'Admin');
        const admins = role === 'admin' ? ['Ada Abel', ME] : ['Ada Abel'];
        await eventually(() => names(at), admins);
        await hands.choose(filter, 'All roles');
        await eventually(() => names(at), firstPage);

        const firstBy = async (column: string): Promise<string | null> => {
          const before = await sorting(at);
          await hands.push(table.getByRole('button', { name: column, exact: true }));
          await eventually(async () => (await sorting(at)) === before, false);
          await eventually(() => isLoading(at), false);
          return table.locator('td [part=name]').first().textContent();
        };
        assert.equal(await firstBy('Name'), 'Vera Voss');
        await firstBy('Role');
        assert.equal(await table.locator('td [part=role]').first().textContent(), 'Owner');
        assert.equal(await firstBy('Joined'), 'Vera Voss');
        assert.equal(await firstBy('Last active'), ME);
        assert.equal(await firstBy('Last active'), 'Crew 02');
        if (powers.seesAddresses) assert.equal(await firstBy('E-mail'), 'Vera Voss');
        else assert.equal(await table.getByRole('button', { name: 'E-mail' }).count(), 0);
      });

      it(`offers ${who} the roles that can be given, and says why not others (R15)`, async test => {
        const here = await place(role);
        const at = await visit(test, holding, here.me);
        const { page, hands } = at;
        await eventually(() => names(at), NAMES);
        for (const name of NAMES) {
          assert.deepEqual(await offered(at, name), powers.rows[name].offered, name);
          assert.equal(await explained(at, name), powers.rows[name].reason, name);
        }
        assert.equal(await managesNobody(at), powers.note !== undefined);

        if (role !== 'owner') {
          const why = powers.note ?? ONLY_OWNERS('admins');
          assert.equal(await send(here.me, here, 'Ada Abel', 'member'), why);
          assert.equal(await send(here.olga, here, 'Ada Abel', 'member'), undefined);
          // Without a reload.
          await eventually(() => roleOf(at, 'Ada Abel'), 'Member');
        }
        if (powers.note !== undefined) return;

        await change(at, 'Vera Voss', 'Member');
        await eventually(() => roleOf(at, 'Vera Voss'), 'Member');
        await page.reload();
        await eventually(() => roleOf(at, 'Vera Voss'), 'Member');

        if (role === 'admin') {
          await change(at, 'Milo Maas', 'Admin');
          await page.getByRole('heading', { name: 'Make Milo Maas Admin?' }).waitFor();
          await page
            .getByText(`You cannot take this back yourself. ${ONLY_OWNERS('admins')}`)
            .waitFor();
          await hands.push(page.getByRole('dialog').getByRole('button', { name: 'Change role' }));
          await eventually(() => roleOf(at, 'Milo Maas'), 'Admin');
          assert.deepEqual(await offered(at, 'Milo Maas'), []);
          assert.equal(await explained(at, 'Milo Maas'), ONLY_OWNERS('admins'));
          return;
        }
        await change(at, 'Olga Orlov', 'Viewer');
        await eventually(() => roleOf(at, 'Olga Orlov'), 'Viewer');
        const stepDown = page.getByRole('button', { name: `Change the role of ${ME}` });
        await eventually(() => stepDown.count(), 0);
        assert.equal(await explained(at, ME), LAST_OWNER);
        assert.equal(await send(here.me, here, ME, 'member'), LAST_OWNER);
        await change(at, 'Ada Abel', 'Owner');
        await eventually(() => roleOf(at, 'Ada Abel'), 'Owner');
        await change(at, ME, 'Member');
        await hands.push(page.getByRole('dialog').getByRole('button', { name: 'Change role' }));
        await eventually(() => roleOf(at, ME), 'Member');
        await page.locator('member-table').getByText(NO_MANAGEMENT).waitFor();
      });

      it(`lets ${who} remove whom that role may, and nobody else (R16)`, async test => {
        const here = await place(role);
        const at = await visit(test, holding, here.me);
        const { page, hands } = at;
        await eventually(() => names(at), NAMES);
        const removable = NAMES.filter(name => powers.rows[name].removable);
        const offers = await page.getByRole('button', { name: /^Remove / }).all();
        assert.deepEqual(
          await Promise.all(offers.map(button => button.getAttribute('aria-label'))),
          removable.map(name => `Remove ${name}`),
        );

        if (removable.length > 0) {
          const button = page.getByRole('button', { name: 'Remove Milo Maas' });
          const question = page.getByRole('dialog', { name: 'Remove Milo Maas?' });
          await hands.push(button);
          await question.getByText('loses access to Harbour at once, on every device.').waitFor();
          await hands.giveUp(question.getByRole('button', { name: 'Cancel' }));
          await focusComesTo(button);
          assert.deepEqual(await names(at), NAMES);

          await remove(at, 'Milo Maas');
          const left = NAMES.filter(name => name !== 'Milo Maas');
          await eventually(() => names(at), left);
          const olgas = page.getByRole('row', { name: 'Olga Orlov' }).getByRole('button');
          await focusComesTo(olgas.last());
          await remove(at, 'Vera Voss');
          await eventually(() => names(at), left.slice(0, -1));
          await focusComesTo(olgas.last());
          await page.reload();
          await eventually(() => names(at), left.slice(0, -1));
        }

        if (role === 'owner') {
          assert.equal(await explained(at, ME), OWN_REMOVAL);
          assert.equal(await send(here.me, here, ME), OWN_REMOVAL);
          assert.equal(await send(here.olga, here, ME), undefined);
          await page.getByText('You are no longer a member of Harbour.').first().waitFor();
          return;
        }
        const why = powers.note ?? ONLY_OWNERS('admins');
        assert.equal(await send(here.me, here, 'Ada Abel'), why);
        assert.equal(await send(here.olga, here, 'Ada Abel'), undefined);
        // Without a reload.
        await eventually(async () => (await names(at)).includes('Ada Abel'), false);
      });
    }
  }
});

/** The first of them has joined first of all and never been there, the second been away the longest. */
function crew(): NewMember[] {
  return CREW.map((name, n) => ({
    role: 'member',
    name,
    joinedAt: new Date(Date.UTC(2023, 0, 1 + n)).toISOString(),
    ...(n > 0 && { lastActiveAt: ago(400 - n) }),
  }));
}

function ago(days: number): string {
  return new Date(Date.now() - days * DAY).toISOString();
}

function forAll(row: Row): Record<Name, Row> {
  return Object.fromEntries(NAMES.map(name => [name, row])) as Record<Name, Row>;
}
