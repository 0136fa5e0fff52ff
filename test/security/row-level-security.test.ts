import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { Client, DatabaseError } from 'pg';
import { FEATURES } from '../../src/domain/index.ts';
import type { Caller } from '../../src/server/auth/caller.ts';
import { openDatabase, type Transaction } from '../../src/server/db/database.ts';
import { enter, enterOrganization } from '../../src/server/db/enter.ts';
import { ProblemError } from '../../src/server/http/problem.ts';
import type { TestGuest, TestOrganization } from '../../src/testing/backend.ts';
import { backendForTests } from '../support/backend.ts';
import { appLogin, authLogin, storedToken } from '../support/credentials.ts';

/** The one table that belongs to no organization and no person; the application reads its names. */
const WITHOUT_ROW_SECURITY = ['migration'];

/** The closed list of functions that see across organizations. */
const DEFINER_FUNCTIONS = [
  'abandoned_answers',
  'conversations_found',
  'due_guest_letters',
  'end_my_session',
  'enter',
  'enter_as',
  'enter_guest',
  'forget_changes',
  'guest_door',
  'guest_vouched_for',
  'invitation_behind',
  'languages_of',
  'live_access',
  'live_changes',
  'live_guests',
  'live_inboxes',
  'members_found',
  'my_invitations',
  'my_organizations',
  'my_sessions',
  'names_in_record',
  'organization_of_invitation',
  'rename_person',
  'session_goes_on',
  'session_parts',
  'taken_slugs',
  'touch',
  'verify_my_address',
];

/** What some of them set beside their path. */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  conversations_found: ['plan_cache_mode=force_custom_plan'],
  members_found: ['plan_cache_mode=force_custom_plan'],
};

const PERMISSION_DENIED = '42501';
const EVERY_RIGHT = 'select, insert, update, delete, truncate, references, trigger, maintain';

const backend = await backendForTests();
const database = openDatabase(appLogin(backend), () => undefined);
const app = new Client({ connectionString: appLogin(backend) });
await app.connect();
after(async () => {
  await app.end();
  await database.end();
});

const SETTING = {
  features: FEATURES,
  device: '',
  language: null,
  afterCommit: () => undefined,
  afterRollback: () => undefined,
};
const [acme, globex] = [await sow(), await sow()];
const outsider = await backend.person();
const guests = new Map<string, TestGuest>();
for (const { id } of [acme, globex]) guests.set(id, await sowGuest(id));

describe('every table of the tenants (R33)', () => {
  it('has row-level security, forced on its owner too, and a policy', async () => {
    const tables = await backend.sql<{
      name: string;
      enabled: boolean;
      forced: boolean;
      policies: number;
      tenant: boolean;
    }>(
      `select c.relname as name, relrowsecurity as enabled, relforcerowsecurity as forced,
              (select count(*)::integer from pg_policy where polrelid = c.oid) as policies,
              relname in ('organization', 'person', 'idempotency') or exists (
                select from pg_attribute
                 where attrelid = c.oid and attname = 'organization_id') as tenant
         from pg_class c
        where relnamespace = 'orgtags'::regnamespace and relkind not in ('i', 'S', 'c')
        order by name`,
    );
    const open = tables.filter(({ enabled, forced, policies }) => !enabled || !forced || !policies);
    assert.deepEqual(
      open.map(({ name }) => name),
      WITHOUT_ROW_SECURITY,
    );
    const tenants = tables.filter(({ tenant }) => tenant).map(({ name }) => name);
    assert.deepEqual(tenants, [
      'activity',
      'change',
      'conversation',
      'guest',
      'guest_access',
      'guest_session',
      'idempotency',
      'invitation',
      'membership',
      'message',
      'organization',
      'person',
      'session_part',
      'text_source',
    ]);
  });

  it('shows the application no row before an organization and a person are set, and theirs alone after', async () => {
    const tables = await readable();
    assert.ok(tables.length >= 6);
    const unset = await rowsInFreshConnection(tables.map(({ name }) => name));
    assert.deepEqual(
      unset,
      tables.map(() => 0),
    );
    const person = acme.members[0]?.id ?? '';
    for (const { name, column, belongs } of tables) {
      const rows = `select ${column} from orgtags.${name}`;
      assert.equal(await inApp([['', '']], rows), 0, `${name}, empty`);
      assert.ok((await inApp([[acme.id, person]], rows)) > 0, `${name} has no row of its own`);
      const mine = belongs === 'person' ? person : acme.id;
      const others = `${rows} where ${column} <> '${mine}'`;
      assert.equal(await inApp([[acme.id, person]], others), 0, `${name}, of others`);
      assert.ok((await backend.sql(others)).length > 0, `${name} has no row of others`);
    }
  });

  it('keeps the application from writing a row into another organization, or of another person', async () => {
    const person = acme.members[0]?.id ?? '';
    const inserts: Readonly<Record<string, (organization: string, person: string) => string>> = {
      activity: organization =>
        `(organization_id, actor_person_id, action, subject_id)
         values ('${organization}', '${person}', 'member.role-changed', '${person}')`,
      change: organization =>
        `(organization_id, type, subject_id) values ('${organization}', 'member', '${person}')`,
      conversation: organization =>
        `(organization_id, guest_id) values ('${organization}', '${guestOf(organization).id}')`,
      guest: organization => `(organization_id) values ('${organization}')`,
      guest_access: organization => `(organization_id) values ('${organization}')`,
      guest_session: organization =>
        `(organization_id, guest_id, epoch, expires_at)
         values ('${organization}', '${guestOf(organization).id}', 0, now())`,
      idempotency: (_, who) =>
        `(person_id, route, key, body_hash) values ('${who}', 'new', 'new', 'new')`,
      invitation: organization =>
        `(organization_id, address, role, inviter_person_id, key_version, expires_at, mail)
         values ('${organization}', 'new@test.example', 'viewer', '${person}', 1, now(), 'none')`,
      membership: organization =>
        `(organization_id, person_id, role, name, email)
         values ('${organization}', '${outsider.id}', 'viewer', '', '')`,
      message: organization =>
        `(organization_id, conversation_id, seq, guest_id, client_id, author, text, revision)
         values ('${organization}', '${guestOf(organization).conversation}', 2,
                 '${guestOf(organization).id}', '${randomUUID()}', 'guest', '', 2)`,
      organization: organization => `(id, name, slug) values ('${organization}', 'New', 'new')`,
      text_source: organization =>
        `(organization_id, title, text) values ('${organization}', 'New', 'new')`,
    };
    const bare = await backend.organization({ members: [] });
    assert.deepEqual(await insertable(), Object.keys(inserts));
    for (const [table, values] of Object.entries(inserts)) {
      const insert = (organization: string, who: string): string =>
        `insert into orgtags.${table} ${values(organization, who)}`;
      const owns: Readonly<Record<string, string>> = {
        organization: randomUUID(),
        guest_access: bare.id,
      };
      const own = owns[table] ?? acme.id;
      assert.equal(await inApp([[own, person]], insert(own, person)), 1, table);
      const foreign = table === 'organization' ? randomUUID() : globex.id;
      const them = globex.members[0]?.id ?? '';
      await assert.rejects(inApp([[own, person]], insert(foreign, them)), isDenied, table);
    }
  });

  async function insertable(): Promise<string[]> {
    const rows = await backend.sql<{ name: string }>(
      `select relname as name from pg_class
        where relnamespace = 'orgtags'::regnamespace and relkind = 'r'
          and has_any_column_privilege('orgtags_app', oid, 'insert')
        order by relname`,
    );
    return rows.map(({ name }) => name);
  }
});

describe('a transaction of a guest (R31)', async () => {
  const { id: guest, conversation } = guestOf(acme.id);
  const another = await backend.guest(acme.id);
  // Ids of guests are unique in their organization; nothing says that they are beyond.
  await backend.guest(globex.id, { ids: { id: guest, conversation } });
  for (const { id } of [acme, globex]) {
    await backend.sql(
      `insert into orgtags.text_source (organization_id, title, text, public)
       values ($1, 'For everyone', '', true)`,
      [id],
    );
  }

  /** By table, which rows a guest sees. */
  const seen: Readonly<Record<string, string>> = {
    conversation: `organization_id = '${acme.id}' and guest_id = '${guest}'`,
    guest: `organization_id = '${acme.id}' and id = '${guest}'`,
    guest_session: `organization_id = '${acme.id}' and guest_id = '${guest}'`,
    message: `organization_id = '${acme.id}' and guest_id = '${guest}'`,
    text_source: `organization_id = '${acme.id}' and public`,
  };

  it('sees what is theirs, the public texts, and nothing of any other table', async () => {
    for (const { name, column } of await readable()) {
      const rows = `select ${column} from orgtags.${name}`;
      const own = seen[name] ?? 'false';
      const isSeen = (await asGuest(acme.id, guest, `${rows} where ${own}`)) > 0;
      assert.equal(isSeen, name in seen, name);
      const others = `${rows} where not (${own})`;
      assert.equal(await asGuest(acme.id, guest, others), 0, `${name}, of others`);
      assert.ok((await backend.sql(others)).length > 0, `${name} has no row of others`);
      assert.equal(await asGuest('', guest, rows), 0, `${name}, without an organization`);
      const ofNobody = await asGuest(acme.id, '', rows);
      assert.equal(ofNobody > 0, name === 'text_source', `${name}, without a guest`);
    }
  });

  it('writes nothing for somebody else, and tells members of conversations alone', async () => {
    const insert = (table: string, values: string): Promise<number> =>
      asGuest(acme.id, guest, `insert into orgtags.${table} ${values}`);
    const inserts: Readonly<Record<string, (organization: string, who: string) => string>> = {
      conversation: (organization, who) =>
        `(organization_id, guest_id) values ('${organization}', '${who}')`,
      guest_session: (organization, who) =>
        `(organization_id, guest_id, epoch, expires_at)
         values ('${organization}', '${who}', 0, now())`,
      message: (organization, who) =>
        `(organization_id, conversation_id, seq, guest_id, client_id, author, text, revision)
         values ('${organization}', '${conversation}', 2, '${who}', '${randomUUID()}', 'guest', '', 2)`,
    };
    for (const [table, values] of Object.entries(inserts)) {
      assert.equal(await insert(table, values(acme.id, guest)), 1, table);
      await assert.rejects(insert(table, values(acme.id, another.id)), isDenied, table);
      await assert.rejects(insert(table, values(globex.id, guest)), isDenied, table);
    }
    const inTheirs = inserts.message?.(acme.id, guest).replace(conversation, another.conversation);
    await assert.rejects(insert('message', inTheirs ?? ''), isDenied, 'conversation of another');
    const change = (organization: string, type: string): Promise<number> =>
      insert(
        'change',
        `(organization_id, type, subject_id) values ('${organization}', '${type}', '${conversation}')`,
      );
    assert.equal(await change(acme.id, 'conversation'), 1);
    assert.equal(await change(acme.id, 'typing'), 1);
    await assert.rejects(change(acme.id, 'member'), isDenied);
    await assert.rejects(change(globex.id, 'conversation'), isDenied);
  });
});

describe('the logins and roles', () => {
  it('have no way past row-level security, and only two can sign in', async () => {
    const roles = await backend.sql(
      `select rolname as name, rolcanlogin as login
         from pg_roles
        where rolname like 'orgtags%'
          and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
        order by rolname`,
    );
    assert.deepEqual(roles, [
      { name: 'orgtags_app', login: true },
      { name: 'orgtags_auth', login: true },
      { name: 'orgtags_definer', login: false },
      { name: 'orgtags_owner', login: false },
    ]);
  });

  it('leave the application and the accounts without membership in any other role', async () => {
    const memberships = await backend.sql(
      `select from pg_auth_members
        where member in ('orgtags_app'::regrole, 'orgtags_auth'::regrole, 'orgtags_definer'::regrole)`,
    );
    assert.equal(memberships.length, 0);
  });

  it('give every table to the owner, and nothing else to the owner of the functions', async () => {
    const owners = await backend.sql(
      `select distinct relowner::regrole::text as owner
         from pg_class
        where relnamespace::regnamespace::text like 'orgtags%'`,
    );
    assert.deepEqual(owners, [{ owner: 'orgtags_owner' }]);
  });

  it('have no schema but those of the organizations, the accounts and the limits', async () => {
    const schemas = await backend.sql<{ name: string }>(
      `select nspname as name from pg_namespace
        where nspname !~ '^pg_' and nspname <> 'information_schema' order by name`,
    );
    assert.deepEqual(
      schemas.map(({ name }) => name),
      ['orgtags', 'orgtags_auth', 'orgtags_limits', 'public'],
    );
  });

  it('give what the limits count to the application alone, and it to nobody else', async () => {
    const granted = await backend.sql(
      `select c.relname as table, grantee::regrole::text as to, privilege_type as "right"
         from pg_class c, aclexplode(relacl)
        where relnamespace = 'orgtags_limits'::regnamespace and relkind <> 'i' and grantee <> relowner
        order by "right"`,
    );
    assert.deepEqual(
      granted,
      ['DELETE', 'INSERT', 'SELECT', 'UPDATE'].map(right => ({
        table: 'counter',
        to: 'orgtags_app',
        right,
      })),
    );
    const users = await backend.sql(
      `select grantee::regrole::text as to, privilege_type as "right"
         from pg_namespace, aclexplode(nspacl)
        where nspname = 'orgtags_limits' and grantee <> nspowner`,
    );
    assert.deepEqual(users, [{ to: 'orgtags_app', right: 'USAGE' }]);
  });

  it('give the application the names of the migrations to read, and no more of them', async () => {
    await inApp([], 'select name from orgtags.migration');
    for (const sql of [
      'select at from orgtags.migration',
      "insert into orgtags.migration (name) values ('9999_false.sql')",
      "update orgtags.migration set name = 'x'",
      'delete from orgtags.migration',
    ]) {
      await assert.rejects(inApp([], sql), isDenied, sql);
    }
  });

  it('give the application nothing of the credentials', async () => {
    const granted = await backend.sql(
      `select c.relname
         from pg_class c
        where relnamespace = 'orgtags_auth'::regnamespace and relkind = 'r'
          and (has_table_privilege('orgtags_app', c.oid, $1)
               or has_any_column_privilege('orgtags_app', c.oid, 'select, insert, update, references'))`,
      [EVERY_RIGHT],
    );
    assert.deepEqual(granted, []);
    for (const table of ['user', 'session', 'account', 'verification']) {
      await assert.rejects(inApp([], `select from orgtags_auth."${table}"`), isDenied);
    }
  });

  it('give the functions of the list the columns they need, and no password', async () => {
    const columns = await backend.sql<{ table: string; column: string }>(
      `select c.relname as table, a.attname as column
         from pg_class c join pg_attribute a on a.attrelid = c.oid and attnum > 0
        where relnamespace = 'orgtags_auth'::regnamespace and relkind = 'r'
          and has_column_privilege('orgtags_definer', c.oid, attnum, 'select')
        order by relname, attname`,
    );
    assert.deepEqual(
      columns.map(({ table, column }) => `${table}.${column}`),
      [
        'session.expiresAt',
        'session.id',
        'session.signedInAt',
        'session.token',
        'session.updatedAt',
        'session.userAgent',
        'session.userId',
        'user.email',
        'user.emailVerified',
        'user.id',
        'user.name',
      ],
    );
  });

  it('give the accounts nothing of the organizations', async () => {
    const client = new Client({ connectionString: authLogin(backend) });
    await client.connect();
    try {
      await client.query('select from session');
      await assert.rejects(client.query('select from orgtags.membership'), isDenied);
      await assert.rejects(client.query("select orgtags.enter('x', null)"), isDenied);
    } finally {
      await client.end();
    }
  });
});

describe('the record of activity (R34)', () => {
  it('can be read and added to by the application, and not changed or emptied', async () => {
    const rights = await backend.sql<{ right: string }>(
      `select "right" from unnest(string_to_array($1, ', ')) as "right"
        where has_table_privilege('orgtags_app', 'orgtags.activity', "right")`,
      [EVERY_RIGHT],
    );
    assert.deepEqual(
      rights.map(({ right }) => right),
      ['select', 'insert'],
    );
    for (const sql of [
      "update orgtags.activity set action = 'nothing'",
      'delete from orgtags.activity',
      'truncate orgtags.activity',
    ]) {
      await assert.rejects(inApp([[acme.id, '']], sql), isDenied, sql);
    }
  });

  it('does not lose a row with what it refers to', async () => {
    const cascading = await backend.sql(
      `select conname from pg_constraint
        where contype = 'f' and confdeltype not in ('a', 'r')
          and connamespace = 'orgtags'::regnamespace`,
    );
    assert.deepEqual(cascading, []);
  });
});

describe('the functions that see across organizations', () => {
  it('are the closed list, of an owner who cannot sign in, with a pinned path, not for everyone', async () => {
    const functions = await backend.sql(
      `select proname as name, proowner::regrole::text as owner, proconfig as config,
              array(select coalesce(nullif(grantee, 0)::regrole::text, 'public')
                      from aclexplode(coalesce(proacl, acldefault('f', proowner)))
                     where grantee <> proowner) as callers
         from pg_proc
        where prosecdef and pronamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
        order by proname`,
    );
    assert.deepEqual(
      functions,
      DEFINER_FUNCTIONS.map(name => ({
        name,
        owner: 'orgtags_definer',
        config: ['search_path=pg_catalog, pg_temp', ...(SETTINGS[name] ?? [])],
        callers: ['orgtags_app'],
      })),
    );
  });

  it('show only what is of the person whose session it is', async () => {
    const [mine, theirs] = [acme.members[0], globex.members[0]];
    assert.ok(mine && theirs);
    const inside = await call(mine.token, acme.id);
    assert.deepEqual(inside, { person: mine.id, member: mine.member, organization: acme.id });
    const outside = await call(mine.token, globex.id);
    assert.deepEqual(outside, { person: mine.id, member: null, organization: null });
    assert.equal(await call('no such session', acme.id), undefined);
    assert.equal(await inApp([], 'select * from orgtags.my_organizations()'), 0);
    assert.equal(await inApp([['', theirs.id]], 'select * from orgtags.my_organizations()'), 1);
    const everyone = "select orgtags.members_found('@test.example', true, null, 1000)";
    assert.equal(await inApp([], everyone), 0);
    assert.equal(await inApp([['', mine.id]], everyone), 0);
    assert.equal(await inApp([[acme.id, mine.id]], everyone), acme.members.length);
  });

  async function call(token: string, organization: string): Promise<unknown> {
    const { rows } = await app.query<object>(
      `select person_id as person, member_id as member, organization_id as organization
         from orgtags.enter($1, $2)`,
      [storedToken(token), organization],
    );
    return rows[0];
  }
});

describe('one connection that serves two organizations by turns (R33)', () => {
  const boom = new Error('boom');
  /** Everything that is set when somebody enters, and when a guest does. */
  const OF_GUESTS = ['orgtags.becoming_guest', 'orgtags.guest', 'orgtags.guest_organization'];
  const OF_MEMBERS = [
    'orgtags.organization',
    'orgtags.person',
    'orgtags.session',
    'orgtags.signed_in_at',
  ];
  const SETTINGS = [...OF_GUESTS, ...OF_MEMBERS];
  const NOTHING_LEFT = { settings: [], members: 0 };

  it('knows every setting that there is', async () => {
    const [row] = await backend.sql<{ names: string[] }>(
      `select array_agg(distinct name[1] order by name[1]) as names
         from pg_proc, regexp_matches(prosrc, '''(orgtags\\.\\w+)''', 'g') as name
        where pronamespace = 'orgtags'::regnamespace`,
    );
    assert.deepEqual(row?.names, SETTINGS);
  });

  /** How a transaction can go after it has entered. */
  const courses: Readonly<Record<string, (tx: Transaction) => Promise<unknown>>> = {
    commits: tx => tx.query('select 1'),
    throws: async () => Promise.reject(boom),
    'meets an error of the database': tx => tx.query('select 1 / 0'),
    'breaks a constraint': tx => tx.query("update orgtags.membership set role = 'superuser'"),
    'is refused by the database': tx => tx.query('delete from orgtags.activity'),
    'meets an error among statements that travel together': tx =>
      Promise.all([tx.query('select 1'), tx.query('select 1 / 0'), tx.query('select 2')]),
  };

  for (const [name, course] of Object.entries(courses)) {
    it(`leaves nothing of the last one when a transaction ${name}`, async () => {
      const pid = await pidOf();
      for (const [here, there] of [
        [acme, globex],
        [globex, acme],
        [acme, globex],
      ] as const) {
        await outcome(here, course);
        assert.deepEqual(await leftOver(), NOTHING_LEFT);
        assert.deepEqual(await organizationsSeen(there), [there.id]);
        assert.deepEqual(await leftOver(), NOTHING_LEFT);
      }
      assert.equal(await pidOf(), pid);
    });
  }

  it('leaves nothing when the organization is another, or the session is none', async () => {
    const pid = await pidOf();
    const [member] = acme.members;
    assert.ok(member);
    assert.deepEqual(await organizationsSeen(acme), [acme.id]);
    await assert.rejects(
      database.transaction(tx =>
        enterOrganization(tx, callerOf(storedToken(member.token)), SETTING, globex.id),
      ),
      new ProblemError('organization-not-found'),
    );
    assert.deepEqual(await leftOver(), NOTHING_LEFT);
    await assert.rejects(
      database.transaction(tx =>
        enterOrganization(tx, callerOf('no such session'), SETTING, acme.id),
      ),
      new ProblemError('no-session'),
    );
    assert.deepEqual(await leftOver(), NOTHING_LEFT);
    assert.equal(await pidOf(), pid);
  });

  it('leaves nothing of the first one when one transaction enters twice', async () => {
    const token = storedToken(acme.members[0]?.token ?? '');
    await database.transaction(async tx => {
      await enterOrganization(tx, callerOf(token), SETTING, acme.id);
      assert.deepEqual(await seenBy(tx), [acme.id]);
      await enter(tx, callerOf(token), SETTING);
      assert.deepEqual(await seenBy(tx), []);
      await assert.rejects(enterOrganization(tx, callerOf(token), SETTING, globex.id));
      assert.deepEqual(await seenBy(tx), []);
      await enterOrganization(tx, callerOf(token), SETTING, acme.id);
      await assert.rejects(enterOrganization(tx, callerOf('no such session'), SETTING, acme.id));
      assert.deepEqual(await seenBy(tx), []);
      assert.deepEqual(await settingsOf(tx), []);
    });
  });

  async function outcome(
    organization: TestOrganization,
    course: (tx: Transaction) => Promise<unknown>,
  ): Promise<void> {
    const [member] = organization.members;
    assert.ok(member);
    const run = database.transaction(async tx => {
      await enterOrganization(tx, callerOf(storedToken(member.token)), SETTING, organization.id);
      assert.deepEqual(await seenBy(tx), [organization.id]);
      assert.deepEqual(await settingsOf(tx), OF_MEMBERS);
      await course(tx);
    });
    if (course === courses.commits) await run;
    else await assert.rejects(run, error => error === boom || error instanceof DatabaseError);
  }

  async function organizationsSeen(organization: TestOrganization): Promise<string[]> {
    return database.transaction(async tx => {
      const token = storedToken(organization.members[0]?.token ?? '');
      await enterOrganization(tx, callerOf(token), SETTING, organization.id);
      return seenBy(tx);
    });
  }

  async function seenBy(tx: Transaction): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      'select distinct organization_id as id from orgtags.membership',
    );
    return rows.map(({ id }) => id);
  }

  /** What is set, and how many members are seen, in a transaction in which nobody entered. */
  async function leftOver(): Promise<object> {
    return database.transaction(async tx => ({
      settings: await settingsOf(tx),
      members: (await tx.query('select from orgtags.membership')).length,
    }));
  }

  /** The settings that are not empty. */
  async function settingsOf(tx: Transaction): Promise<string[]> {
    const rows = await tx.query<{ name: string }>(
      `select name from unnest($1::text[]) as name where current_setting(name, true) <> ''`,
      [SETTINGS],
    );
    return rows.map(({ name }) => name);
  }

  /** Which connection it is: the pool gives the one that is idle, as long as turns are taken. */
  async function pidOf(): Promise<number | undefined> {
    return database.transaction(async tx => {
      const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
      return row?.pid;
    });
  }
});

function callerOf(token: string): Caller {
  return { by: 'session', token, cookie: false };
}

/** Runs one statement as the application, with (organization, person) set. @returns how many rows */
function inApp(settings: [string, string][], sql: string): Promise<number> {
  return rowsWith(
    settings.flatMap(([organization, person]) => [
      ['orgtags.organization', organization],
      ['orgtags.person', person],
    ]),
    sql,
  );
}

/** The same with a guest set in their place. */
function asGuest(organization: string, guest: string, sql: string): Promise<number> {
  return rowsWith(
    [
      ['orgtags.guest_organization', organization],
      ['orgtags.guest', guest],
    ],
    sql,
  );
}

async function rowsWith(
  settings: readonly (readonly [name: string, value: string])[],
  sql: string,
): Promise<number> {
  await app.query('begin');
  try {
    for (const setting of settings) {
      await app.query('select set_config($1, $2, true)', [...setting]);
    }
    return (await app.query(sql)).rowCount ?? 0;
  } finally {
    await app.query('rollback');
  }
}

/** The tables that the application may read, with the column that says whose a row is. */
function readable(): Promise<{ name: string; column: string; belongs: string }[]> {
  return backend.sql(
    `select c.relname as name, a.attname as column,
            case when c.relname = 'person' or a.attname = 'person_id' then 'person'
                 else 'organization' end as belongs
       from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname =
            case when c.relname in ('organization', 'person') then 'id'
                 when c.relname = 'idempotency' then 'person_id'
                 else 'organization_id' end
      where relnamespace = 'orgtags'::regnamespace and relkind = 'r'
        and has_column_privilege('orgtags_app', c.oid, a.attnum, 'select')
      order by c.relname`,
  );
}

/** How many rows of each table a connection sees in which nothing was ever set. */
async function rowsInFreshConnection(tables: readonly string[]): Promise<unknown[]> {
  const fresh = new Client({ connectionString: appLogin(backend) });
  await fresh.connect();
  try {
    const counts: unknown[] = [];
    for (const table of tables) {
      counts.push((await fresh.query(`select from orgtags.${table}`)).rowCount);
    }
    return counts;
  } finally {
    await fresh.end();
  }
}

/** An organization with a row of its own, or of its people's, in every table. */
async function sow(): Promise<TestOrganization> {
  const organization = await backend.organization({
    members: [{ role: 'owner' }, { role: 'viewer' }],
  });
  const [owner, viewer] = organization.members;
  await backend.sql(
    `with act as (
       insert into orgtags.activity (organization_id, actor_person_id, action, subject_id)
       values ($1, $2, 'member.role-changed', $3)
     ), change as (
       insert into orgtags.change (organization_id, type, subject_id) values ($1, 'member', $3)
     ), part as (
       insert into orgtags.session_part (organization_id, person_id, session_id, device)
       values ($1, $2, $4, '')
     )
     insert into orgtags.idempotency (person_id, route, key, body_hash) values ($2, '', '', '')`,
    [organization.id, owner?.id, viewer?.member, owner?.session],
  );
  if (owner) {
    await backend.invitation(organization.id, {
      address: `${randomUUID()}@test.example`,
      inviter: owner,
    });
  }
  return organization;
}

/** A guest who has written, and a text that may answer them. */
async function sowGuest(organization: string): Promise<TestGuest> {
  await backend.admitGuests(organization, 'https://shop.example');
  await backend.sql(
    `insert into orgtags.text_source (organization_id, title, text) values ($1, 'A text', '')`,
    [organization],
  );
  return backend.guest(organization);
}

function guestOf(organization: string): TestGuest {
  const guest = guests.get(organization);
  assert.ok(guest);
  return guest;
}

function isDenied(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === PERMISSION_DENIED;
}
