import type { GuestEvent } from '../../src/contract/guests.ts';
import { SITE } from './guests.ts';
import { openEar, type Ear } from './live.ts';

/** A guest's stream, as a test follows it. */
export type GuestEar = Ear<GuestEvent>;

/** Opens the stream of a guest, and resolves once something is heard. */
export async function hearGuest(
  url: string,
  organization: string,
  token: string,
): Promise<GuestEar> {
  const path = `/api/v1/organizations/${organization}/guest-chat/stream`;
  const ear = await openEar<GuestEvent>(url + path, { token, headers: { origin: SITE } });
  await ear.first(() => true);
  return ear;
}
