import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type {
  GuestConversation,
  GuestTokens,
  SentMessage,
  SigningSecret,
} from '../../src/contract/guests.ts';
import type { TestBackend, TestGuest } from '../../src/testing/backend.ts';
import { ask, type Answer } from './backend.ts';

/** A site on which guests chat. */
export const SITE = 'https://shop.example';

/** An organization that admits guests from {@link SITE}, and one of them. */
export interface GuestSite {
  readonly id: string;
  /** The bearer of its owner. */
  readonly owner: string;
  readonly guest: TestGuest;
}

/** A request to the guests' routes of an organization. */
export interface GuestAsk {
  readonly json?: object;
  /** `undefined` for none; {@link SITE} when left out. */
  readonly origin?: string | undefined;
  readonly token?: string | undefined;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What guests of a backend send, as any program can. */
export interface GuestHands {
  readonly site: () => Promise<GuestSite>;
  /** @param path what follows `/guest-chat` */
  readonly send: <Body = unknown>(
    organization: string,
    path: string,
    sent?: GuestAsk,
  ) => Promise<Answer<Body>>;
  readonly read: (organization: string, token: string) => Promise<Answer<GuestConversation>>;
  readonly refresh: (organization: string, token: string) => Promise<Answer<GuestTokens>>;
  /** @param message its id; a new one when left out */
  readonly write: (
    organization: string,
    token: string,
    text: string,
    message?: string,
  ) => Promise<Answer<SentMessage>>;
  /** The token with which the page vouches for its visitor. @param sub what the host knows them by */
  readonly visitor: (place: Pick<GuestSite, 'id' | 'owner'>, sub: string) => Promise<string>;
  /** Changes who may join, as a member. */
  readonly change: (organization: string, token: string, wanted: object) => Promise<Answer>;
  /** The same, which has to be done. */
  readonly set: (organization: string, token: string, wanted: object) => Promise<void>;
}

/** The hands of a backend's guests. */
export function guestHands(backend: TestBackend): GuestHands {
  const inOrganization = (id: string): string => `${backend.url}/api/v1/organizations/${id}`;

  function send<Body>(
    organization: string,
    path: string,
    sent: GuestAsk = {},
  ): Promise<Answer<Body>> {
    const { json, token, method = json ? 'POST' : 'GET', headers } = sent;
    const origin = 'origin' in sent ? sent.origin : SITE;
    return ask<Body>(`${inOrganization(organization)}/guest-chat${path}`, {
      method,
      json,
      token,
      headers: { ...headers, ...(origin !== undefined && { origin }) },
    });
  }

  async function change(organization: string, token: string, wanted: object): Promise<Answer> {
    const url = `${inOrganization(organization)}/guest-access`;
    const { body } = await ask<{ version: number }>(url, { token });
    return ask(url, { method: 'PATCH', token, json: { ...wanted, version: body.version } });
  }

  return {
    async site() {
      const { id, members } = await backend.organization({
        name: 'Acme',
        members: [{ role: 'owner', name: 'Olivia' }],
      });
      await backend.admitGuests(id, SITE);
      return { id, owner: members[0]?.token ?? '', guest: await backend.guest(id) };
    },
    send,
    read: (organization, token) => send(organization, '/conversation', { token }),
    refresh: (organization, token) => send(organization, '/refresh', { json: { refresh: token } }),
    write: (organization, token, text, message = randomUUID()) =>
      send(organization, '/messages', { token, json: { id: message, text } }),
    async visitor({ id, owner }, sub) {
      const url = `${inOrganization(id)}/guest-access/signing-secret`;
      const { body } = await ask<SigningSecret>(url, { token: owner });
      return vouch({ sub }, { secret: body.secret, audience: id });
    },
    change,
    async set(organization, token, wanted) {
      assert.equal((await change(organization, token, wanted)).status, 200);
    },
  };
}

/** What a page's token of a visitor says beside who it is. */
export interface Vouching {
  readonly secret: string;
  /** The id of the organization. */
  readonly audience: string;
  readonly expires?: string;
  readonly algorithm?: string;
}

/** Vouches for a visitor, as a page does. */
export function vouch(
  claims: Readonly<Record<string, unknown>>,
  { secret, audience, expires = '5 minutes', algorithm = 'HS256' }: Vouching,
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm })
    .setAudience(audience)
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(secret));
}
