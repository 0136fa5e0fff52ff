import { part, parts, text, waitUntil } from '../../dom.ts';
import { sql } from '../../scene.ts';
import type { Views } from '../views.ts';
import { member, nobody, unlucky, type Visitor } from '../visitors.ts';

/** What stands in the place of every tag. */
export const FACES: Views = {
  'the face that loads': {
    visitor: unlucky({ kind: 'hold' }),
    reach: tag => part(tag, 'skeleton'),
  },
  'the face that failed': {
    visitor: unlucky({ kind: 'status' }),
    reach: tag => part(tag, 'failure'),
  },
};

/** What stands in the place of a tag that is about an organization. */
export const FACES_OF_ORGANIZATION: Views = {
  ...FACES,
  'the face for who is not signed in': {
    visitor: nobody,
    reach: tag => part(tag, 'empty'),
  },
  'the face of who has been removed': {
    visitor: member('viewer'),
    reach: async (tag, visitor) => {
      await lose(tag, visitor, 'delete from orgtags.membership where organization_id = $1');
    },
  },
  'the face of an organization that was deleted': {
    visitor: member('viewer'),
    reach: async (tag, visitor) => {
      await lose(tag, visitor, 'update orgtags.organization set deleted_at = now() where id = $1');
    },
  },
};

/** Takes an organization away, once it is listened to, and waits until the tag says so by its name. */
async function lose(tag: HTMLElement, { place }: Visitor, statement: string): Promise<void> {
  await waitUntil(async () => (await place.requests('/changes')) > 0, 'nobody listens');
  await sql(statement, [place.id]);
  await sql("select pg_notify('orgtags', '')");
  await waitUntil(() => text(parts(tag, 'failure')[0]).includes(place.name), 'it does not say so');
}
