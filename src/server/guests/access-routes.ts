import { isDeepStrictEqual as isSame } from 'node:util';
import {
  checkGuestDays,
  checkGuestOrigin,
  checkGuestText,
  checkLanguage,
  checkOfficeHours,
  type GuestText,
  type OriginOptions,
} from '../../domain/index.ts';
import type { ChangeGuestAccess, GuestAccess, SigningSecret } from '../../contract/guests.ts';
import { record } from '../activity/activity.ts';
import type { Tenant } from '../db/enter.ts';
import { acceptField, ProblemError } from '../http/problem.ts';
import type { HandlersOf } from '../http/router.ts';
import { lockFor } from '../members/memberships.ts';
import { lockAccess, readAccess, signingGeneration, type AccessRow } from './access.ts';
import { guestPage } from './guest-list.ts';
import type { SigningSecrets } from './signing-secrets.ts';
import { settleWaiting, tellOfGuest } from './conversations.ts';

/** What the routes of guest access need. */
export interface GuestAccessParts extends OriginOptions {
  readonly signing: SigningSecrets;
  /** Where the API is reached. */
  readonly baseUrl: string;
}

/** What is changed, and recorded. */
const KEYS = ['enabled', 'origins', 'days', 'texts', 'hours'] as const;

/** Say whether, from where and how guests may join, and end whoever is one (R30). */
export function guestAccessRoutes({
  signing,
  baseUrl,
  ...options
}: GuestAccessParts): HandlersOf<'guests'> {
  function secretOf({ standing }: Tenant, generation: number): SigningSecret {
    const organization = standing.organization.id;
    const [secret] = signing.of(organization, generation);
    return { organization, secret, generation };
  }

  function shown({ standing }: Tenant, row: AccessRow): GuestAccess {
    return { organization: standing.organization.id, ...row, baseUrl };
  }

  return {
    async 'guests.access'(tenant) {
      return shown(tenant, await readAccess(tenant));
    },

    async 'guests.changeAccess'(tenant, { body }) {
      await lockFor(tenant, 'organization.settings');
      const { generation: _, ...before } = await lockAccess(tenant);
      const after = changed(before, body, options);
      const others = KEYS.filter(key => !isSame(before[key], after[key]));
      // The same again, after an answer that got lost, is no conflict.
      if (before.version !== body.version && others.length > 0) {
        throw new ProblemError('stale-version');
      }
      const endsAll = body.endRunning === true;
      if (others.length === 0 && !endsAll) return shown(tenant, before);
      const organization = tenant.standing.organization.id;
      const version = before.version + 1;
      await tenant.tx.query(
        `update orgtags.guest_access
            set enabled = $2, origins = $3, days = $4, texts = $5, hours = $6, epoch = epoch + $7,
                version = version + 1
          where organization_id = $1`,
        [
          organization,
          after.enabled,
          after.origins,
          after.days,
          JSON.stringify(after.texts),
          after.hours && JSON.stringify(after.hours),
          endsAll ? 1 : 0,
        ],
      );
      if (endsAll) await settleWaiting(tenant.tx, organization, null);
      await record(tenant, {
        action: 'guests.changed',
        subject: organization,
        before: only(before, others),
        after: { ...only(after, others), ...(endsAll && { ended: 'everyone' }) },
        version,
      });
      return shown(tenant, { ...after, version });
    },

    async 'guests.signingSecret'(tenant) {
      return secretOf(tenant, await signingGeneration(tenant));
    },

    async 'guests.rotateSigningSecret'(tenant, { body }) {
      await lockFor(tenant, 'organization.settings');
      const { generation } = await lockAccess(tenant);
      // Asked again after an answer that got lost, it has ended already.
      if (generation !== body.generation) return secretOf(tenant, generation);
      const organization = tenant.standing.organization.id;
      await tenant.tx.query(
        `update orgtags.guest_access set signing_generation = signing_generation + 1
          where organization_id = $1`,
        [organization],
      );
      await record(tenant, {
        action: 'guests.secret-rotated',
        subject: organization,
        before: null,
        after: null,
      });
      return secretOf(tenant, generation + 1);
    },

    'guests.list': (tenant, { query }) => guestPage(tenant, query),

    async 'guests.end'(tenant, { path }) {
      const { tx, standing } = tenant;
      await lockFor(tenant, 'organization.settings');
      const endWhere = (condition: string) =>
        tx.query<{ id: string }>(
          `update orgtags.guest set ended_at = coalesce(ended_at, clock_timestamp())
            where organization_id = $1 and ${condition}
        returning id`,
          [standing.organization.id, path.guest],
        );
      // Who became another is looked for after whoever made them that was waited for.
      const [known] = await endWhere('id = $2');
      const [ended] = known ? [known] : await endWhere('$2 = any(former_ids)');
      if (!ended) throw new ProblemError('guest-not-found');
      await tellOfGuest(tx, standing.organization.id, ended.id);
      await settleWaiting(tx, standing.organization.id, ended.id);
      await record(tenant, {
        action: 'guest.ended',
        subject: ended.id,
        before: null,
        after: null,
      });
    },
  };
}

/** Those of the values; the record says what is another by a change, and nothing else. */
function only(row: AccessRow, keys: readonly (typeof KEYS)[number][]): object {
  return Object.fromEntries(keys.map(key => [key, row[key]]));
}

/** @throws ProblemError `invalid-input` with the field */
function changed(
  before: AccessRow,
  { enabled = before.enabled, origins, days, texts, hours }: ChangeGuestAccess,
  options: OriginOptions,
): AccessRow {
  const checked = origins?.map((origin, i) =>
    acceptField(`origins.${String(i)}`, checkGuestOrigin(origin, options)),
  );
  return {
    ...before,
    enabled,
    origins: checked ? [...new Set(checked)] : before.origins,
    days: days === undefined ? before.days : acceptField('days', checkGuestDays(days)),
    texts: texts ? checkedTexts(texts) : before.texts,
    hours:
      hours === undefined ? before.hours : hours && acceptField('hours', checkOfficeHours(hours)),
  };
}

/** Each language once; one in which nothing is said is none. */
function checkedTexts(texts: readonly GuestText[]): readonly GuestText[] {
  const checked = texts.map((text, i) => {
    const at = (field: string): string => `texts.${String(i)}.${field}`;
    return {
      language: acceptField(at('language'), checkLanguage(text.language)),
      welcome: acceptField(at('welcome'), checkGuestText(text.welcome)),
      consent: acceptField(at('consent'), checkGuestText(text.consent)),
      away: acceptField(at('away'), checkGuestText(text.away)),
    };
  });
  const byLanguage = new Map(checked.map(text => [text.language, text]));
  return [...byLanguage.values()].filter(
    ({ welcome, consent, away }) => welcome ?? consent ?? away,
  );
}
