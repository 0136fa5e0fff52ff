import type { Role } from '../../../src/client/policy.ts';
import { person, scene, type Scene } from '../scene.ts';
import type { Trouble } from '../unreliable-proxy.ts';

/** Who sees a tag, and in which organization. */
export interface Visitor {
  readonly place: Scene;
  /** Left out: nobody. */
  readonly as?: { readonly token: string } | undefined;
}

/** Somebody of an organization that has one of each role. */
export function member(role: Role): () => Promise<Visitor> {
  return async () => {
    const place = await scene();
    return { place, as: place.as(role) };
  };
}

/** Somebody of several organizations, who owns none of them. */
export function memberOf(count: number): () => Promise<Visitor> {
  return async () => {
    const as = await person();
    const members = [{ role: 'member', person: as }, { role: 'owner' }] as const;
    let place = await scene({ members });
    for (let more = 1; more < count; more += 1) {
      place = await scene({ name: `Globex ${String(more)}`, members });
    }
    return { place, as };
  };
}

/** Somebody who is in no organization. */
export async function newcomer() {
  return { place: await scene(), as: await person() } satisfies Visitor;
}

/** Nobody who is signed in. */
export async function nobody(): Promise<Visitor> {
  return { place: await scene() };
}

/** An owner whose requests fail from the beginning. */
export function unlucky(trouble: Trouble): () => Promise<Visitor> {
  return async () => {
    const place = await scene();
    await place.trouble(trouble);
    return { place, as: place.as('owner') };
  };
}
