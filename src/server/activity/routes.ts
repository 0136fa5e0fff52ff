import * as v from 'valibot';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { HandlersOf } from '../http/router.ts';
import { activityPage } from './activity.ts';

const PAGE = 50;

/** The id of the last act shown. */
const Place = v.strictTuple([v.pipe(v.string(), v.uuid())]);

/** Reads the record (R35). */
export const activityRoutes: HandlersOf<'activity'> = {
  async 'activity.list'(tenant, { query: { limit = PAGE, cursor } }) {
    const { id: organization } = tenant.standing.organization;
    const list = [organization, 'activity'] as const;
    const [after] = cursor === undefined ? [] : readCursor(list, Place, cursor);
    const activities = await activityPage(tenant, { limit: limit + 1, after });
    const shown = activities.slice(0, limit);
    const last = activities.length > limit ? shown.at(-1) : undefined;
    return { organization, activities: shown, next: last ? writeCursor(list, last.id) : null };
  },
};
