import type { Tenant } from '../db/enter.ts';

/** Somebody by name; the name is empty once the person was erased. */
export type Named = (person: string) => { readonly person: string; readonly name: string };

/** The names of people who stand in the record of the organization. */
export async function namesInRecord({ tx }: Tenant, people: readonly string[]): Promise<Named> {
  const names = await tx.query<{ id: string; name: string }>(
    'select * from orgtags.names_in_record($1)',
    [[...new Set(people)]],
  );
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  return person => ({ person, name: nameOf.get(person) ?? '' });
}
