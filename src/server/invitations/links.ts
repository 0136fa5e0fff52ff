import type { Keys } from '../settings.ts';
import { isSigned, lengthened, shortened, signed } from '../signed-text.ts';

/**
 * What a link is for: one that was copied admits, and proves nothing of the address; one that was mailed
 * proves it, and stands in the letter alone.
 */
export type LinkPurpose = 'copied' | 'mailed';

/** What the links of an invitation are derived from. */
export interface Linked {
  /** The id of the organization. */
  readonly organization: string;
  /** The id of the invitation. */
  readonly id: string;
  /** Counts how often it was sent. */
  readonly generation: number;
  /** The number of the secret of its links. */
  readonly keyVersion: number;
}

/** A link of this server's own. */
export interface Link extends Linked {
  readonly purpose: LinkPurpose;
}

/** The links of invitations: derived from what the database has and a secret that it has not. */
export interface Links {
  /** The number of the secret that new ones are made with. */
  readonly keyVersion: number;
  /** @returns undefined where the secret of the invitation is gone */
  url(invitation: Linked, purpose: LinkPurpose): string | undefined;
  /** What a token stands for; undefined for one that was not made here, or was changed on the way. */
  read(token: string): Link | undefined;
}

const FORM = /^([cm])\.([1-9]\d{0,15})\.([1-9]\d{0,9})\.([\w-]{22})\.([\w-]{22})\.[\w-]{43}$/;

/**
 * @param keys of every secret, the newest first
 * @param page to which links lead
 */
export function invitationLinks(keys: readonly [Keys, ...Keys[]], page: string): Links {
  const secrets = new Map(keys.map(({ version, invitations }) => [version, invitations]));

  function tokenOf(invitation: Linked, purpose: LinkPurpose): string | undefined {
    const secret = secrets.get(invitation.keyVersion);
    if (secret === undefined) return undefined;
    const { keyVersion, generation, organization, id } = invitation;
    const said = [
      purpose.slice(0, 1),
      keyVersion,
      generation,
      shortened(organization),
      shortened(id),
    ];
    return signed(said.join('.'), secret);
  }

  return {
    keyVersion: keys[0].version,
    url(invitation, purpose) {
      const token = tokenOf(invitation, purpose);
      return token && `${page}#token=${token}`;
    },
    read(token) {
      const [, purpose, keyVersion, generation, organization = '', id = ''] =
        FORM.exec(token) ?? [];
      if (purpose === undefined) return undefined;
      const secret = secrets.get(Number(keyVersion));
      if (secret === undefined || !isSigned(token, secret)) return undefined;
      return {
        purpose: purpose === 'm' ? 'mailed' : 'copied',
        keyVersion: Number(keyVersion),
        generation: Number(generation),
        organization: lengthened(organization),
        id: lengthened(id),
      };
    },
  };
}
