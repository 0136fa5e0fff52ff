import {
  checkMessage,
  checkSourceText,
  checkSourceTitle,
  checkSourceUrl,
  SOURCE_LIMITS,
} from '../../domain/index.ts';
import type { TextSource } from '../../contract/guests.ts';
import { record } from '../activity/activity.ts';
import type { Tenant } from '../db/enter.ts';
import { acceptField, ProblemError } from '../http/problem.ts';
import type { HandlersOf } from '../http/router.ts';
import { lockFor } from '../members/memberships.ts';
import { findPassage } from './passages.ts';

const SOURCE = `id, title, url, public, length(text) as length, version, updated_at`;

interface SourceRow extends Omit<TextSource, 'updatedAt'> {
  readonly updated_at: string;
}

/** Is it a path of the texts, which are longer than other bodies? */
export function isOfTextSources(path: string): boolean {
  return /^\/api\/v1\/organizations\/[^/]+\/text-sources(\/|$)/.test(path);
}

/** Keep the texts that guests are answered with, and try what they would find. */
export const textSourceRoutes: HandlersOf<'textSources'> = {
  async 'textSources.list'({ tx, standing }) {
    const organization = standing.organization.id;
    const rows = await tx.query<SourceRow>(
      `select ${SOURCE} from orgtags.text_source where organization_id = $1
        order by lower(title), id`,
      [organization],
    );
    return { organization, sources: rows.map(shown) };
  },

  async 'textSources.create'(tenant, { body }) {
    const { tx, standing } = tenant;
    const organization = standing.organization.id;
    const title = acceptField('title', checkSourceTitle(body.title));
    const url = acceptField('url', checkSourceUrl(body.url ?? null));
    const text = acceptField('text', checkSourceText(body.text));
    // One after the other: how many there are is counted under the lock.
    await lockFor(tenant, 'organization.settings');
    const [row] = await tx.query<SourceRow>(
      `insert into orgtags.text_source (organization_id, title, url, text, public)
       select $1, $2, $3, $4, $5
        where (select count(*) from orgtags.text_source where organization_id = $1) < $6
    returning ${SOURCE}`,
      [organization, title, url, text, body.public ?? false, SOURCE_LIMITS.sources],
    );
    if (!row) throw new ProblemError('too-many-text-sources');
    const source = shown(row);
    await record(tenant, {
      action: 'text-source.created',
      subject: source.id,
      before: null,
      after: recorded(source),
      version: source.version,
    });
    return { organization, source };
  },

  async 'textSources.open'(tenant, { path }) {
    const { text, ...row } = await find(tenant, path.source);
    return { organization: tenant.standing.organization.id, source: shown(row), text };
  },

  async 'textSources.change'(tenant, { path, body: { version, ...wanted } }) {
    const { tx, standing } = tenant;
    const organization = standing.organization.id;
    await lockFor(tenant, 'organization.settings');
    const before = await find(tenant, path.source);
    const title = acceptField('title', checkSourceTitle(wanted.title ?? before.title));
    const url =
      wanted.url === undefined ? before.url : acceptField('url', checkSourceUrl(wanted.url));
    const text = acceptField('text', checkSourceText(wanted.text ?? before.text));
    const isPublic = wanted.public ?? before.public;
    const isSame =
      title === before.title &&
      url === before.url &&
      text === before.text &&
      isPublic === before.public;
    // The same again, after an answer that got lost, is no conflict.
    if (isSame) return { organization, source: shown(before) };
    if (before.version !== version) throw new ProblemError('stale-version');
    const [row] = await tx.query<SourceRow>(
      `update orgtags.text_source
          set title = $3, url = $4, text = $5, public = $6, version = version + 1, updated_at = now()
        where organization_id = $1 and id = $2
    returning ${SOURCE}`,
      [organization, path.source, title, url, text, isPublic],
    );
    if (!row) throw new ProblemError('text-source-not-found');
    const source = shown(row);
    await record(tenant, {
      action: 'text-source.changed',
      subject: source.id,
      before: recorded(shown(before)),
      after: recorded(source),
      version: source.version,
    });
    return { organization, source };
  },

  async 'textSources.remove'(tenant, { path }) {
    const { tx, standing } = tenant;
    await lockFor(tenant, 'organization.settings');
    const [row] = await tx.query<SourceRow>(
      `delete from orgtags.text_source where organization_id = $1 and id = $2 returning ${SOURCE}`,
      [standing.organization.id, path.source],
    );
    if (!row) throw new ProblemError('text-source-not-found');
    await record(tenant, {
      action: 'text-source.removed',
      subject: row.id,
      before: recorded(shown(row)),
      after: null,
    });
  },

  async 'textSources.try'({ tx, standing }, { body }) {
    const organization = standing.organization.id;
    const question = acceptField('text', checkMessage(body.text));
    return { organization, found: (await findPassage(tx, organization, question)) ?? null };
  },
};

/** @throws ProblemError `text-source-not-found` */
async function find(
  { tx, standing }: Tenant,
  id: string,
): Promise<SourceRow & { readonly text: string }> {
  const [row] = await tx.query<SourceRow & { readonly text: string }>(
    `select ${SOURCE}, text from orgtags.text_source
      where organization_id = $1 and id = $2`,
    [standing.organization.id, id],
  );
  if (!row) throw new ProblemError('text-source-not-found');
  return row;
}

function shown({ id, title, url, length, version, updated_at: updatedAt, ...row }: SourceRow) {
  return { id, title, url, public: row.public, length, updatedAt, version };
}

/** What the record keeps of a text: not the text itself, which may be meant for few. */
function recorded({ title, url, length, ...source }: TextSource): object {
  return { title, url, public: source.public, length };
}
