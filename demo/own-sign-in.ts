import type { Role } from '../src/domain/index.ts';
import type { Sower } from '../src/testing/backend.ts';
import {
  startLocalIssuer,
  type IssuerPerson,
  type LocalIssuer,
} from '../src/testing/local-issuer/issuer.ts';
import { PEOPLE } from './people.ts';

/** Whom the issuer's tokens are for: the demo's backend. */
export const AUDIENCE = 'orgtags-demo';

/** Each is the subject of who has it. */
const ROLES: readonly Role[] = ['owner', 'admin', 'member', 'viewer'];

const OF_ACME: readonly IssuerPerson[] = ROLES.map(role => {
  const { name, email } = PEOPLE[role];
  return { subject: role, name, email, emailVerified: true };
});

const NEWCOMER: IssuerPerson = {
  subject: 'newcomer',
  name: 'Noor Haddad',
  email: 'newcomer@acme.example',
  emailVerified: true,
};

const UNVERIFIED: IssuerPerson = {
  subject: 'unverified',
  name: 'Uwe Petit',
  email: 'unverified@acme.example',
  emailVerified: false,
};

/**
 * Starts the sign-in that a host of the demo has of its own.
 * @param page where people come back to
 */
export function startOwnSignIn(port: number, page: string): Promise<LocalIssuer> {
  return startLocalIssuer({
    port,
    audience: AUDIENCE,
    signIn: {
      client: { id: 'own-sign-in', redirectUri: page },
      people: [...OF_ACME, NEWCOMER, UNVERIFIED],
    },
  });
}

/** Gives the people of Acme, as the issuer knows them, an organization, unless they have one. */
export async function sowOwnSignIn(sower: Sower, issuer: string): Promise<void> {
  // On another port it is the same one under another name.
  const known = await sower.sql(
    `update orgtags.person set issuer = $1 where issuer like 'http://localhost:%' returning id`,
    [issuer],
  );
  if (known.length > 0) return;

  await sower.sql('begin');
  const { id } = await sower.organization({
    name: 'Acme Labs',
    slug: 'acme-labs',
    purpose: 'With a sign-in of its own',
    members: [],
  });
  await sower.sql(
    `with person as (
       insert into orgtags.person (issuer, subject, name, email, email_verified)
       select $2, * , true from unnest($3::text[], $4::text[], $5::text[])
       returning id, subject, name, email
     )
     insert into orgtags.membership (organization_id, person_id, role, name, email)
     select $1, id, subject::orgtags.role, name, email from person`,
    [
      id,
      issuer,
      OF_ACME.map(({ subject }) => subject),
      OF_ACME.map(({ name }) => name),
      OF_ACME.map(({ email }) => email),
    ],
  );
  await sower.sql('commit');
}
