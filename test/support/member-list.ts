import assert from 'node:assert/strict';
import type { Member, MemberPage } from '../../src/contract/shapes.ts';
import type { TestBackend } from '../../src/testing/backend.ts';
import { ask, type Answer } from './backend.ts';

/** The query of a list of members, as its address holds it. */
export type ListQuery = Readonly<Record<string, string>>;

/** Asks for the members of one organization. */
export interface MemberList {
  /** One page, whatever the answer is. */
  page(query?: ListQuery): Promise<Answer<MemberPage>>;
  /**
   * Every page, one after the other.
   * @param between what happens before the next page is asked for
   */
  walk(query?: ListQuery, between?: () => Promise<void>): Promise<Member[]>;
}

/** The list of an organization's members, for who has the token. */
export function memberList(
  backend: Pick<TestBackend, 'url'>,
  organization: { readonly id: string },
  { token }: { readonly token: string },
): MemberList {
  const page: MemberList['page'] = (query = {}) => {
    const search = new URLSearchParams(query).toString();
    return ask(`${backend.url}/api/v1/organizations/${organization.id}/members?${search}`, {
      token,
    });
  };
  return {
    page,
    async walk(query = {}, between = async () => undefined) {
      const seen: Member[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const answer: Answer<MemberPage> = await page({ ...query, ...(cursor && { cursor }) });
        assert.equal(answer.status, 200, JSON.stringify(answer.body));
        seen.push(...answer.body.members);
        assert.notEqual(answer.body.next, cursor, 'The next page is the same one.');
        cursor = answer.body.next;
        if (cursor !== null) await between();
      }
      return seen;
    },
  };
}
