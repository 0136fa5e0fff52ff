import { wakeStreamsOf } from '../changes/waking.ts';
import type { Tenant } from '../db/enter.ts';
import type { Database } from '../db/database.ts';
import { invitationLetter } from '../mail/invitation-letters.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { InvitationRow } from './invitations.ts';
import type { Links } from './links.ts';

/** How many letters of one act are on their way at a time. */
const AT_A_TIME = 10;

/** Sends the letters of invitations. */
export interface Delivery {
  /** What becomes of the letters of somebody's invitations; nobody is mailed before an address is verified. */
  stateFor(tenant: Tenant): 'none' | 'sending';
  /**
   * Sends them once the transaction has been committed, each in the language of whoever is invited where it
   * is known, else in that of the inviter's browser; and notes what became of them.
   */
  afterCommit(tenant: Tenant, rows: readonly InvitationRow[]): Promise<void>;
}

/** @param mailer undefined where nothing is mailed: then the link is the delivery */
export function createDelivery({
  database,
  mailer,
  links,
}: {
  readonly database: Database;
  readonly mailer: Mailer | undefined;
  readonly links: Links;
}): Delivery {
  async function send(tenant: Tenant, row: InvitationRow, language: string): Promise<boolean> {
    const { organization } = tenant.standing;
    const url = links.url(linkedOf(organization.id, row), 'mailed');
    if (!mailer || url === undefined) return false;
    const letter = invitationLetter(
      {
        inviter: tenant.person.name,
        organization: organization.name,
        role: row.role,
        expiresAt: new Date(row.expires_at),
        url,
      },
      language,
    );
    return mailer.send(row.address, letter);
  }

  async function deliver(
    tenant: Tenant,
    rows: readonly InvitationRow[],
    languages: ReadonlyMap<string, string>,
  ): Promise<void> {
    const ours = tenant.language ?? 'en';
    for (let start = 0; start < rows.length; start += AT_A_TIME) {
      const some = rows.slice(start, start + AT_A_TIME);
      const results = await Promise.all(
        some.map(async row => ({
          id: row.id,
          generation: row.generation,
          mail: (await send(tenant, row, languages.get(row.address) ?? ours)) ? 'sent' : 'failed',
        })),
      );
      await note(tenant.standing.organization.id, results);
    }
  }

  /** One that was sent again meanwhile has a letter of its own. */
  async function note(
    organization: string,
    results: readonly { readonly id: string; readonly generation: number; readonly mail: string }[],
  ): Promise<void> {
    await database.transaction(async tx => {
      await Promise.all([
        tx.query(`select set_config('orgtags.organization', $1, true)`, [organization]),
        tx.query(
          `with noted as (
             update orgtags.invitation i set mail = result.mail
               from jsonb_to_recordset($2::jsonb) as result (id uuid, generation integer, mail text)
              where i.organization_id = $1 and i.id = result.id and i.generation = result.generation
          returning i.id
           ), changed as (
             insert into orgtags.change (organization_id, type, subject_id)
             select $1, 'invitation', id from noted
           )
           select ${wakeStreamsOf('$1')}`,
          [organization, JSON.stringify(results)],
        ),
      ]);
    });
  }

  return {
    stateFor: ({ person }) => (mailer && person.emailVerified ? 'sending' : 'none'),

    async afterCommit(tenant, rows) {
      const mailed = rows.filter(({ mail }) => mail === 'sending');
      if (mailed.length === 0) return;
      const known = await tenant.tx.query<{ address: string; language: string }>(
        'select * from orgtags.languages_of($1)',
        [mailed.map(({ address }) => address)],
      );
      const languages = new Map(known.map(({ address, language }) => [address, language]));
      tenant.afterCommit(() => deliver(tenant, mailed, languages));
    },
  };
}

/** What the links of a row are derived from. */
export function linkedOf(
  organization: string,
  {
    id,
    generation,
    key_version: keyVersion,
  }: Pick<InvitationRow, 'id' | 'generation' | 'key_version'>,
): { organization: string; id: string; generation: number; keyVersion: number } {
  return { organization, id, generation, keyVersion: Number(keyVersion) };
}
