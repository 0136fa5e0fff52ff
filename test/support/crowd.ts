import type { Sower } from '../../src/testing/backend.ts';

const GIVEN =
  `Anna Bert Carla Dieter Émile Fatima Gökhan Hanna Ibrahim José Katarzyna Łukasz Mia Noah
  Olga Priya Quentin Renée Søren Ursula Václav Wei Xenia Yuki Zoë Maria John Ahmed Sofía Liam Emma
  Lucas Chloé Hugo Inês Jonas Nina Paul Дмитрий 太郎`.split(/\s+/);
const FAMILY =
  `Schmidt Müller Okafor Nguyễn García Kowalski Ivanova Smith Dubois Rossi Yılmaz Tanaka Kim
  Patel Silva Hansen Novák Popescu O’Brien Johansson Costa Fischer Weber Meyer Becker Hoffmann Koch
  Richter Klein Wolf Neumann Schwarz Zimmermann Krüger Lange Werner Krause Lehmann Köhler Maier`.split(
    /\s+/,
  );

/**
 * Makes new people members of organizations, as many of each, in one statement: 0.5 % owners, 4.5 %
 * admins, 75 % members, 20 % viewers; one in five has never been there.
 */
export async function sowCrowd(
  { sql }: Pick<Sower, 'sql'>,
  organizations: readonly string[],
  size: number,
): Promise<void> {
  await sql(
    `with crowd as (
       select organization, n, uuidv7() as person, random() as rank,
              ($3::text[])[1 + floor(random() * cardinality($3))] as given,
              ($4::text[])[1 + floor(random() * cardinality($4))] as family
         from unnest($1::uuid[]) organization, generate_series(1, $2) n
     ), named as (
       select *, given || ' ' || family as name,
              lower(given || '.' || family) || n || '@acme.example' as email
         from crowd
     ), people as (
       insert into orgtags.person (id, issuer, subject, name, email, email_verified)
       select person, 'crowd', person, name, email, true from named
     )
     insert into orgtags.membership
       (organization_id, person_id, name, email, role, joined_at, last_active_at)
     select organization, person, name, email,
            case when rank < 0.005 then 'owner' when rank < 0.05 then 'admin'
                 when rank < 0.8 then 'member' else 'viewer' end,
            now() - random() * interval '900 days',
            case when random() < 0.8 then now() - random() * interval '90 days' end
       from named`,
    [organizations, size, GIVEN, FAMILY],
  );
}

/**
 * Makes guests with a conversation each, in one statement: of twenty one waits, three are
 * open, and the others resolved; of ten one is taken care of.
 * @param person who takes care of some
 * @param messages how many there are in each
 */
export async function sowConversations(
  { sql }: Pick<Sower, 'sql'>,
  organization: string,
  size: number,
  person: string,
  messages = 5,
): Promise<void> {
  await sql(
    `with crowd as (
       select n, uuidv7() as guest, uuidv7() as conversation from generate_series(1, $2::integer) n
     ), guests as (
       insert into orgtags.guest (organization_id, id, name, email)
       select $1, guest, 'Guest ' || n, 'guest' || n || '@harbor.example' from crowd
     ), conversations as (
       insert into orgtags.conversation
         (organization_id, id, guest_id, state, last_seq, revision, team_read_seq, assignee_person_id,
          last_message_at)
       select $1, conversation, guest,
              case when n % 20 = 0 then 'waiting' when n % 20 < 4 then 'open' else 'resolved' end,
              $4, $4, case when n % 3 = 0 then 0 else $4 end, case when n % 10 = 0 then $3::uuid end,
              now() - n * interval '7 minutes'
         from crowd
     )
     insert into orgtags.message
       (organization_id, conversation_id, seq, guest_id, client_id, author, text, revision)
     select $1, conversation, seq, guest, gen_random_uuid(), 'guest',
            case when (n + seq) % 7 = 0 then 'Can the large robot climb the stairs here? ' else '' end
            || md5(n::text || seq) || ' is to be found everywhere, ' || md5(seq::text || n), seq
       from crowd cross join generate_series(1, $4::integer) seq`,
    [organization, size, person, messages],
  );
}
