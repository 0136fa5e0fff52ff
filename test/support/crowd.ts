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
