import type { Person } from '../../client/backend-client.ts';
import { isLoss, standingIn, type SessionStore } from './session-store.ts';

/**
 * What a tag does with the session of a whole page. Each stands by itself, so that a page loads those
 * that its tags do.
 */

/**
 * Ends the person's own membership, and goes where the backend would have them next. That the
 * organization closes to them is then no news.
 * @returns whether they have left it here: whoever has asked may be gone, or elsewhere, by then
 * @throws Problem when the backend refuses; nothing has changed then
 */
export async function leave(store: SessionStore, organization: string): Promise<boolean> {
  const member = standingIn(store.state)?.member;
  store.leaving = { organization, isClosed: false };
  try {
    await store.client.organizations.leave(organization).catch((error: unknown) => {
      // An answer that got lost, or somebody else who was quicker: they are out.
      if (store.leaving?.isClosed !== true && !isLoss(error)) throw error;
    });
    if (standingIn(store.state)?.member !== member) return false;
    store.keep(undefined);
    await store.reload();
    return true;
  } finally {
    store.leaving = undefined;
  }
}

/** Goes to an organization that the person has come to belong to, but for a tab that is pinned to one. */
export async function goTo(store: SessionStore, organization: string): Promise<void> {
  if (store.pinned !== undefined) return store.reload();
  store.keep(organization);
  try {
    const session = await store.client.organizations.switch(organization);
    store.take({ status: 'ready', session });
  } catch {
    // They belong to it all the same: the next load is there.
    await store.reload();
  }
}

/**
 * Loads anew in every store of the client: somebody has signed in, maybe somebody else than before, of
 * whom then nothing is kept.
 */
export async function startOver({ siblings }: SessionStore): Promise<void> {
  await Promise.all(
    siblings.map(store => {
      if ('session' in store.state) store.take({ status: 'loading' });
      return store.reload();
    }),
  );
}

/**
 * Ends the session, in every store of the client.
 * @throws Problem
 */
export async function signOut({ client, siblings }: SessionStore): Promise<void> {
  await client.accounts.signOut();
  for (const store of siblings) store.take({ status: 'signed-out' });
}

/** Takes over the person's own name, in every store of the client. */
export function renamed({ siblings }: SessionStore, person: Person): void {
  for (const store of siblings) {
    const { state } = store;
    if (!('session' in state) || personIn(store) !== person.id) continue;
    store.take({ ...state, session: { ...state.session, person } });
    // What was being loaded, and has been given up for it, may have been news.
    if (state.status === 'ready') void store.reload();
  }
}

function personIn({ state }: SessionStore): string | undefined {
  return 'session' in state ? state.session.person.id : undefined;
}
