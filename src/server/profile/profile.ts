import type { Person } from '../../contract/shapes.ts';
import type { Entered } from '../db/enter.ts';

/** Gives the person who has entered another name, in every organization. */
export async function renamePerson({ tx, person }: Entered, name: string): Promise<Person> {
  await tx.query('select orgtags.rename_person($1)', [name]);
  return { ...person, name };
}
