import { checkGuestDays, checkGuestOrigin, type OriginOptions } from '../../domain/index.ts';
import type { ChangeGuestAccess, GuestAccess } from '../../contract/guests.ts';
import { record } from '../activity/activity.ts';
import type { Tenant } from '../db/enter.ts';
import { acceptField, ProblemError } from '../http/problem.ts';
import type { HandlersOf } from '../http/router.ts';
import { tellOfGuest } from './conversations.ts';

interface Row {
  readonly enabled: boolean;
  readonly origins: readonly string[];
  readonly days: number;
  readonly version: number;
}

/** Say whether and from where guests may join, and end whoever is one (R30). */
export function guestAccessRoutes(options: OriginOptions): HandlersOf<'guests'> {
  return {
    async 'guests.access'(tenant) {
      return shown(tenant, await read(tenant));
    },

    async 'guests.changeAccess'(tenant, { body }) {
      // Whoever knocks meanwhile comes before or after.
      const before = await read(tenant, 'for no key update');
      if (before.version !== body.version) throw new ProblemError('stale-version');
      const after = changed(before, body, options);
      await tenant.tx.query(
        `update orgtags.guest_access
            set enabled = $2, origins = $3, days = $4, epoch = epoch + $5, version = version + 1
          where organization_id = $1`,
        [
          tenant.standing.organization.id,
          after.enabled,
          after.origins,
          after.days,
          body.endRunning === true ? 1 : 0,
        ],
      );
      const { version, ...was } = before;
      const { enabled, origins, days } = after;
      await record(tenant, {
        action: 'guests.changed',
        subject: tenant.standing.organization.id,
        before: was,
        after: { enabled, origins, days, ...(body.endRunning && { ended: 'everyone' }) },
        version: version + 1,
      });
      return shown(tenant, { ...after, version: version + 1 });
    },

    async 'guests.end'(tenant, { path }) {
      const { tx, standing } = tenant;
      const [ended] = await tx.query<{ id: string }>(
        `update orgtags.guest set ended_at = coalesce(ended_at, clock_timestamp())
          where organization_id = $1 and id = $2
      returning id`,
        [standing.organization.id, path.guest],
      );
      if (!ended) throw new ProblemError('guest-not-found');
      await tellOfGuest(tenant, ended.id);
      await record(tenant, {
        action: 'guest.ended',
        subject: ended.id,
        before: null,
        after: null,
      });
    },
  };
}

function shown({ standing }: Tenant, row: Row): GuestAccess {
  return { organization: standing.organization.id, ...row };
}

/** The row, which is made when it is first asked for. */
async function read({ tx, standing }: Tenant, locking = ''): Promise<Row> {
  const organization = standing.organization.id;
  if (locking !== '') {
    await tx.query(
      'insert into orgtags.guest_access (organization_id) values ($1) on conflict do nothing',
      [organization],
    );
  }
  const [row] = await tx.query<Row>(
    `select enabled, origins, days, version from orgtags.guest_access
      where organization_id = $1 ${locking}`,
    [organization],
  );
  return row ?? { enabled: false, origins: [], days: checkedDays(undefined), version: 1 };
}

/** @throws ProblemError `invalid-input` with the field */
function changed(
  before: Row,
  { enabled = before.enabled, origins, days }: ChangeGuestAccess,
  options: OriginOptions,
): Row {
  const checked = origins?.map((origin, i) =>
    acceptField(`origins.${String(i)}`, checkGuestOrigin(origin, options)),
  );
  return {
    ...before,
    enabled,
    origins: checked ? [...new Set(checked)] : before.origins,
    days: days === undefined ? before.days : checkedDays(days),
  };
}

function checkedDays(days: number | undefined): number {
  return acceptField('days', checkGuestDays(days));
}
