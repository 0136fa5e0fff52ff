import { createHmac } from 'node:crypto';
import type { Keys } from '../settings.ts';

/** The secrets with which organizations vouch for their visitors: derived, and kept nowhere. */
export interface SigningSecrets {
  /**
   * The secrets that are good, the newest first: that one is shown, all are accepted.
   * @param generation counts how often the organization has asked for a new one
   */
  of(organization: string, generation: number): readonly [string, ...string[]];
}

/** @param keys of every secret of the server, the newest first */
export function createSigningSecrets(keys: readonly [Keys, ...Keys[]]): SigningSecrets {
  const [newest, ...older] = keys;
  return {
    of(organization, generation) {
      const derive = ({ guestSigning }: Keys): string =>
        createHmac('sha256', guestSigning)
          .update(`${organization}.${String(generation)}`)
          .digest('base64url');
      return [derive(newest), ...older.map(derive)];
    },
  };
}
