import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PROBLEMS, problemDocument, type ProblemCode } from '../../src/contract/problems.ts';

describe('problems', () => {
  for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
    it(`${code} has a sentence for a person`, () => {
      const { title, status } = problemDocument(code);
      assert.match(title, /^[A-Z].*\.$/);
      assert.ok(status >= 400 && status < 600);
    });
  }

  it('say who manages a role', () => {
    const title = (role: 'owner' | 'admin' | 'member'): string =>
      problemDocument('cannot-manage-role', { role }).title;
    assert.equal(title('owner'), 'Only owners can manage owners.');
    assert.equal(title('admin'), 'Only owners can manage admins.');
    assert.equal(title('member'), 'Only owners and admins can manage members.');
  });
});
