import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type {
  CheckedSlug,
  CreateOrganization,
  MyOrganization,
  Session,
} from '../../src/contract/shapes.ts';
import type { TestPerson } from '../../src/testing/backend.ts';
import { ask, backendForTests } from '../support/backend.ts';
import { done, makeTeam, refused } from '../support/team.ts';

const backend = await backendForTests();
const url = `${backend.url}/api/v1/organizations`;

describe('creating an organization (R4)', () => {
  it('makes its creator the owner, and is recorded (R34)', async () => {
    const person = await backend.person();
    const slug = freshSlug();
    const made = done(
      await create(person, { name: '  Acme   Robotics ', slug, purpose: 'Production' }),
    );
    const { id, ...rest } = made;
    assert.deepEqual(rest, {
      name: 'Acme Robotics',
      slug,
      purpose: 'Production',
      role: 'owner',
      ended: false,
    });
    const session = done(await ask<Session>(`${url}/${id}/session`, { token: person.token }));
    assert.deepEqual([session.standing?.role, session.standing?.owners], ['owner', 1]);
    const records = await backend.sql(
      'select action, actor_person_id as actor, after from orgtags.activity where organization_id = $1',
      [id],
    );
    assert.deepEqual(records, [
      {
        action: 'organization.created',
        actor: person.id,
        after: { name: 'Acme Robotics', slug, purpose: 'Production' },
      },
    ]);
  });

  it('makes a slug from the name, another one when it is taken, and one by chance without letters', async () => {
    const person = await backend.person();
    const name = `Zoë’s ${freshSlug().slice(0, 12)}`;
    const first = done(await create(person, { name }));
    assert.match(first.slug, /^zoes-/);
    assert.equal(done(await create(person, { name })).slug, `${first.slug}-2`);
    assert.match(done(await create(person, { name: '株式会社' })).slug, /^org-[0-9a-f]{8}$/);
  });

  it('tells beside the field what is not right', async () => {
    const person = await backend.person();
    const taken = done(await create(person, { name: 'One', slug: freshSlug() }));
    const other = await makeTeam(backend, 'owner');
    for (const [body, field, code] of [
      [{ name: ' ' }, 'name', 'name-blank'],
      [{ name: 'a'.repeat(101) }, 'name', 'name-too-long'],
      [{ name: 'a\u202Eb' }, 'name', 'unprintable-text'],
      [{ name: 'a\0b' }, 'name', 'unprintable-text'],
      [{ name: 'Two', purpose: 'a'.repeat(141) }, 'purpose', 'purpose-too-long'],
      [{ name: 'Two', slug: 'a b' }, 'slug', 'slug-malformed'],
      [{ name: 'Two', slug: 'Hello World/../ö' }, 'slug', 'slug-malformed'],
      [{ name: 'Two', slug: 'admin' }, 'slug', 'slug-reserved'],
      [{ name: 'Two', slug: other.id }, 'slug', 'slug-like-id'],
      [{ name: 'Two', slug: taken.slug }, 'slug', 'slug-taken'],
      [{ name: 'Two', slug: taken.slug.toUpperCase() }, 'slug', 'slug-taken'],
    ] as const) {
      const { status, problem } = await create(person, body);
      assert.deepEqual(
        [status, problem.code, problem.fields],
        [400, 'invalid-input', [{ field, code }]],
        JSON.stringify(body),
      );
    }
  });

  it('is once, however many ask for one slug at the same moment', async () => {
    const slug = freshSlug();
    const people = await Promise.all(Array.from({ length: 8 }, () => backend.person()));
    const answers = await Promise.all(people.map(one => create(one, { name: 'Race', slug })));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  });

  it('does not give the slug of a deleted organization to somebody else', async () => {
    const [one, other] = [await backend.person(), await backend.person()];
    const made = done(await create(one, { name: 'Gone', slug: freshSlug() }));
    done(await ask(`${url}/${made.id}`, { method: 'DELETE', token: one.token }));
    const again = await create(other, { name: 'Gone', slug: made.slug });
    assert.deepEqual(again.problem.fields, [{ field: 'slug', code: 'slug-taken' }]);
  });
});

describe('an idempotency key', () => {
  it('gives who sends it again the first answer, also at the same moment', async () => {
    const person = await backend.person();
    const key = randomUUID();
    const body = { name: 'Once', slug: freshSlug() };
    const [first, ...others] = await Promise.all(
      Array.from({ length: 5 }, () => create(person, body, key)),
    );
    for (const other of others) assert.deepEqual(done(other), first && done(first));
    assert.deepEqual(done(await create(person, body, key)), first && done(first));
    const { organizations } = done(
      await ask<{ organizations: unknown[] }>(url, { token: person.token }),
    );
    assert.equal(organizations.length, 1);
  });

  it('is refused with another body, and belongs to the person', async () => {
    const [person, other] = [await backend.person(), await backend.person()];
    const key = randomUUID();
    const first = done(await create(person, { name: 'First' }, key));
    refused(await create(person, { name: 'Second' }, key), 'key-reused');
    const theirs = done(await create(other, { name: 'First' }, key));
    assert.notEqual(theirs.id, first.id);
  });

  it('tells nobody of an organization that is closed to them by now', async () => {
    const [person, other] = [await backend.person(), await backend.person()];
    const key = randomUUID();
    const body = { name: 'Secret plan' };
    const made = done(await create(person, body, key));
    await backend.sql(
      `insert into orgtags.membership (organization_id, person_id, role, name, email)
       values ($1, $2, 'owner', $3, $4)`,
      [made.id, other.id, other.name, other.email],
    );
    assert.deepEqual(done(await create(person, body, key)), made);
    const { standing } = done(
      await ask<Session>(`${url}/${made.id}/session`, { token: person.token }),
    );
    const member = `${url}/${made.id}/members/${standing?.member ?? ''}`;
    done(await ask(member, { method: 'DELETE', token: other.token }));
    refused(await create(person, body, key), 'organization-not-found');
  });

  it('is free again when nothing came of it', async () => {
    const person = await backend.person();
    const key = randomUUID();
    refused(await create(person, { name: ' ' }, key), 'invalid-input');
    done(await create(person, { name: 'Now' }, key));
  });

  it('is printable and not long', async () => {
    const person = await backend.person();
    for (const key of ['a b', 'ä', 'x'.repeat(201)]) {
      refused(await create(person, { name: 'Key' }, key), 'invalid-input');
    }
    done(await create(person, { name: 'Key' }, 'x'.repeat(200)));
  });
});

describe('checking a slug (R4)', () => {
  it('says whether it can be had, and offers free ones like it', async () => {
    const person = await backend.person();
    const check = async (slug: string) =>
      done(
        await ask<CheckedSlug>(`${backend.url}/api/v1/slugs?slug=${encodeURIComponent(slug)}`, {
          token: person.token,
        }),
      );
    const slug = freshSlug();
    assert.deepEqual(await check(` ${slug.toUpperCase()}`), {
      slug,
      problem: null,
      suggestions: [],
    });
    done(await create(person, { name: 'Taken', slug }));
    done(await create(person, { name: 'Taken', slug: `${slug}-3` }));
    assert.deepEqual(await check(slug), {
      slug,
      problem: 'slug-taken',
      suggestions: [`${slug}-2`, `${slug}-4`, `${slug}-5`],
    });
    for (const [bad, problem] of [
      ['a', 'slug-malformed'],
      ['login', 'slug-reserved'],
      [randomUUID(), 'slug-like-id'],
    ] as const) {
      assert.deepEqual(await check(bad), { slug: bad, problem, suggestions: [] });
    }
  });
});

function create(person: TestPerson, body: CreateOrganization, key?: string) {
  return ask<MyOrganization>(url, {
    method: 'POST',
    token: person.token,
    json: body,
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  });
}

function freshSlug(): string {
  return `slug-${randomUUID().slice(0, 18)}`;
}
