import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PROBLEMS, problemDocument, type ProblemCode } from '../../src/contract/problems.ts';
import { GUEST_CHAT_PLACES } from '../../src/contract/routes.ts';
import { problemsOf } from '../../src/server/openapi/problems.ts';
import { GUEST_PROBLEMS } from '../../src/ui/i18n/de/guest-problems.ts';

describe('problems', () => {
  for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
    it(`${code} has a sentence for a person`, () => {
      const { title, status } = problemDocument(code);
      assert.match(title, /^[A-Z].*\.$/);
      assert.ok(status >= 400 && status < 600);
    });
  }

  it('name what a sign-in lacks', () => {
    const fields = [{ field: 'email', code: 'missing' }] as const;
    const { title } = problemDocument('token-incomplete', { fields });
    assert.equal(title, 'Your sign-in lacks something that is needed here: email.');
  });

  it('say who manages a role', () => {
    const title = (role: 'owner' | 'admin' | 'member'): string =>
      problemDocument('cannot-manage-role', { role }).title;
    assert.equal(title('owner'), 'Only owners can manage owners.');
    assert.equal(title('admin'), 'Only owners can manage admins.');
    assert.equal(title('member'), 'Only owners and admins can manage members.');
  });

  it('say how long to wait in units that a person counts in', () => {
    const title = (retryAfter: number): string =>
      problemDocument('rate-limited', { retryAfter }).title;
    assert.equal(title(1), 'Too many attempts. Try again in 1 second.');
    assert.equal(title(59), 'Too many attempts. Try again in 59 seconds.');
    assert.equal(title(61), 'Too many attempts. Try again in 2 minutes.');
    assert.equal(title(86_399), 'Too many attempts. Try again in 24 hours.');
  });

  it('tell what is forbidden from what cannot be kept, and links that are over from unknown ones (R23)', () => {
    const status = (code: ProblemCode): number => problemDocument(code).status;
    assert.equal(status('above-own-role'), 403);
    assert.equal(status('invitation-for-another'), 403);
    assert.equal(status('slug-reserved'), 400);
    assert.equal(status('invitation-unknown'), 404);
    for (const code of ['invitation-expired', 'invitation-revoked', 'invitation-used'] as const) {
      assert.equal(status(code), 410);
    }
  });
});

describe('German of problems', () => {
  it('has of its own, for the visitors of a page, all that the routes of guests answer', () => {
    const answered = (Object.keys(GUEST_CHAT_PLACES) as (keyof typeof GUEST_CHAT_PLACES)[]).flatMap(
      route => [...problemsOf(route).values()].flat(),
    );
    assert.deepEqual(
      [...new Set(answered)].filter(code => !(code in GUEST_PROBLEMS)),
      [],
    );
  });
});
