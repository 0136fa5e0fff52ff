import { SignJWT } from 'jose';
import type { SigningSecret } from '../../../../src/contract/guests.ts';
import { part } from '../../dom.ts';
import { guest, scene, sql, type Scene } from '../../scene.ts';
import type { Trouble } from '../../unreliable-proxy.ts';
import type { Views } from '../views.ts';
import type { Visitor } from '../visitors.ts';
import { openQuestion, press, pressTo, type } from './hands.ts';

/** A place whose guest the browser is. */
export interface Visited extends Scene {
  /** The guest's conversation. */
  readonly conversation: string;
}

/** An organization that lets guests join from the page of the tests. */
export async function admitting(): Promise<Scene> {
  const place = await scene();
  await admit(place);
  return place;
}

/** One whose guest the browser of the tests is, and has asked something. */
export async function joined(): Promise<Visited> {
  const place = await scene();
  const made = await guest(place, { text: 'What does the small robot carry?' });
  await admit(place);
  const { id, access, refresh } = made;
  const tokens = { organization: place.id, guest: id, access, refresh, expiresIn: 600 };
  localStorage.setItem(keyOf(place), JSON.stringify({ tokens }));
  return { ...place, conversation: made.conversation };
}

/** Where the browser keeps what it knows of the visitor. */
export function keyOf({ id }: Scene): string {
  return `orgtags.guest.${id}`;
}

/** Writes an answer, and wakes who listens. */
export async function answer({ id, conversation }: Visited, text: string): Promise<void> {
  await sql(
    `with counted as (
       update orgtags.conversation set last_seq = last_seq + 1, revision = revision + 1
        where organization_id = $1 and id = $2
    returning *
     )
     insert into orgtags.message
       (organization_id, conversation_id, seq, guest_id, client_id, author, text, sources, revision)
     select organization_id, id, last_seq, guest_id, gen_random_uuid(), 'answerer', $3,
            '[{"title": "What they carry", "url": "https://host.example/robots"}]', revision
       from counted`,
    [id, conversation, text],
  );
  await wake();
}

/** Sets the state of the conversation, and wakes who listens. */
export async function turn({ id, conversation }: Visited, state: string): Promise<void> {
  await sql(
    `update orgtags.conversation set state = $3, answered_by = 'people', revision = revision + 1
      where organization_id = $1 and id = $2`,
    [id, conversation, state],
  );
  await wake();
}

/** Says that a member writes, and wakes who listens. */
export async function teamTypes({ id, conversation }: Visited): Promise<void> {
  await sql(
    `update orgtags.conversation set team_typing_at = now(), revision = revision + 1
      where organization_id = $1 and id = $2`,
    [id, conversation],
  );
  await wake();
}

/** What the organization says to visitors, in English, while nobody is there. */
export async function greet({ id }: Scene): Promise<void> {
  await sql(
    `update orgtags.guest_access
        set texts = '[{"language": "en", "welcome": "Ask us anything about robots.",
                       "away": "We are back on Monday.", "consent": "We keep this for a year."}]',
            hours = '{"timeZone": "UTC", "days": []}'
      where organization_id = $1`,
    [id],
  );
}

/** Says that somebody is signed in to the page. @param claims what it says of them beside who it is */
export async function vouchFor(
  place: Scene,
  subject: string,
  {
    expires = '5 minutes',
    ...said
  }: { readonly name?: string; readonly email?: string; readonly expires?: string } = {},
): Promise<string> {
  const { token } = place.as('owner');
  const answer = await fetch(
    `${place.lane}/api/v1/organizations/${place.id}/guest-access/signing-secret`,
    { headers: { authorization: `Bearer ${token}` } },
  );
  const { secret } = (await answer.json()) as SigningSecret;
  return new SignJWT({ sub: subject, ...said })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(place.id)
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(secret));
}

/** Lets guests join an organization from the page of the tests. */
export async function admit({ id }: Scene): Promise<void> {
  await sql(
    `insert into orgtags.guest_access (organization_id, enabled, origins)
     values ($1, true, array[$2])
     on conflict (organization_id) do update set enabled = true, origins = excluded.origins`,
    [id, location.origin],
  );
}

function wake(): Promise<unknown> {
  return sql("select pg_notify('orgtags', '')");
}

const visitor = async (): Promise<Visitor> => ({ place: await admitting() });

const asGuest = async (): Promise<Visitor> => ({ place: await joined() });

function unlucky(trouble: Trouble): () => Promise<Visitor> {
  return async () => {
    const place = await admitting();
    await place.trouble(trouble);
    return { place };
  };
}

export const GUEST_CHAT_JOIN_VIEWS: Views = {
  'what it says while it loads': {
    visitor: unlucky({ kind: 'hold' }),
    reach: tag => pressTo(tag, 'launcher', 'loading'),
  },
  'that it could not be opened': {
    visitor: unlucky({ kind: 'status' }),
    reach: tag => pressTo(tag, 'launcher', 'action-button'),
  },
  'that there is no chat': {
    visitor: async () => ({ place: await scene() }),
    reach: tag => pressTo(tag, 'launcher', 'closed'),
  },
  'who one is, and what becomes of what one writes': {
    visitor,
    reach: tag => pressTo(tag, 'launcher', 'consent'),
  },
  'what the organization says, and that nobody is there': {
    visitor: async () => {
      const place = await admitting();
      await greet(place);
      return { place };
    },
    reach: tag => pressTo(tag, 'launcher', 'away'),
  },
  'that somebody writes': {
    visitor: asGuest,
    reach: async (tag, { place }) => {
      await pressTo(tag, 'launcher', 'message');
      await teamTypes(place as Visited);
      await part(tag, 'typing');
    },
  },
  'that the connection is lost': {
    visitor: asGuest,
    reach: async (tag, { place }) => {
      await place.trouble({ kind: 'status', path: '/stream' });
      await pressTo(tag, 'launcher', 'message');
      await part(tag, 'connection');
    },
  },
  'whether it goes with the account': {
    visitor: asGuest,
    reach: async (tag, { place }) => {
      tag.setAttribute('visitor', await vouchFor(place, 'customer-7'));
      await pressTo(tag, 'launcher', 'account');
    },
  },
  'an address that is none': {
    visitor,
    reach: async tag => {
      await pressTo(tag, 'launcher', 'consent');
      await type(tag, '[name=email]', 'nora@');
      await type(tag, 'textarea', 'Good day.');
      await press(tag, 'send-button');
      await part(tag, 'problem');
    },
  },
  'an answer, and where it is from': {
    visitor: asGuest,
    reach: async (tag, { place }) => {
      await pressTo(tag, 'launcher', 'message');
      await answer(place as Visited, '> It carries *80* kilograms.');
      await part(tag, 'source');
    },
  },
  'that people were asked': {
    visitor: asGuest,
    reach: async (tag, { place }) => {
      await pressTo(tag, 'launcher', 'message');
      await turn(place as Visited, 'waiting');
      await part(tag, 'address-form');
    },
  },
  'a message that was not sent': {
    visitor: asGuest,
    reach: async (tag, { place }) => {
      await pressTo(tag, 'launcher', 'message');
      await place.trouble({ kind: 'limit', path: '/messages' });
      await type(tag, 'textarea', 'Good day.');
      await press(tag, 'send-button');
      await part(tag, 'again-button');
    },
  },
  'a message that cannot be sent': {
    visitor: asGuest,
    reach: async tag => {
      await pressTo(tag, 'launcher', 'message');
      await type(tag, 'textarea', 'Good day.\u0007');
      await press(tag, 'send-button');
      await part(tag, 'problem');
    },
  },
  'the question before it is erased': {
    visitor: asGuest,
    reach: async tag => {
      await pressTo(tag, 'launcher', 'message');
      await openQuestion(tag, 'leave-button');
    },
  },
  'that it was ended': {
    visitor: asGuest,
    reach: async (tag, { place }) => {
      await pressTo(tag, 'launcher', 'message');
      await sql('update orgtags.guest set ended_at = now() where organization_id = $1', [place.id]);
      await wake();
      await part(tag, 'closed');
    },
  },
};
