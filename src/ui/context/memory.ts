const ORGANIZATION = 'orgtags.organization';
const INVITATION = 'orgtags.invitation';
const SIGNED_IN = 'orgtags.signed-in';

/** Storage that is closed to the page, as in a private window, is done without. */
function attempt<Result>(use: () => Result): Result | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

function keep(storage: Storage, key: string, value: string | undefined): void {
  if (value === undefined) storage.removeItem(key);
  else storage.setItem(key, value);
}

/** The organization this tab was in, through reloads; undefined in a new tab. */
export function rememberedOrganization(): string | undefined {
  return attempt(() => sessionStorage.getItem(ORGANIZATION)) ?? undefined;
}

/** Keeps the tab's organization. */
export function rememberOrganization(organization: string | undefined): void {
  attempt(() => keep(sessionStorage, ORGANIZATION, organization));
}

/** The token of the invitation that this tab has opened and nobody has answered; empty without one. */
export function rememberedInvitation(): string {
  return attempt(() => sessionStorage.getItem(INVITATION)) ?? '';
}

/**
 * Keeps the token of an invitation for this tab alone, so that it is there again after a reload, and after
 * the way to a host's own sign-in and back, without standing in an address.
 */
export function rememberInvitation(token: string | undefined): void {
  attempt(() => keep(sessionStorage, INVITATION, token));
}

/** Whether somebody was signed in when a page of this browser looked last: a guess, until one knows. */
export function wasSignedIn(): boolean {
  return attempt(() => localStorage.getItem(SIGNED_IN)) != null;
}

/** Tells when another page of this browser finds that somebody is signed in, or that nobody is. */
export function onSignedInElsewhere(listener: () => void, signal: AbortSignal): void {
  addEventListener('storage', ({ key }) => key === SIGNED_IN && listener(), { signal });
}

/** Keeps whether somebody is signed in. */
export function rememberSignedIn(isSignedIn: boolean): void {
  attempt(() => keep(localStorage, SIGNED_IN, isSignedIn ? 'yes' : undefined));
}
