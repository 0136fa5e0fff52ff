const KEY = 'orgtags.organization';

/** The organization this tab was in, through reloads; undefined in a new tab. */
export function rememberedOrganization(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the tab's organization. Storage that is closed to the page is done without. */
export function rememberOrganization(organization: string | undefined): void {
  try {
    if (organization === undefined) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, organization);
  } catch {
    // A private window: the tab then opens where the person was last.
  }
}
