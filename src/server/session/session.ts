import type { Session, SessionCapability, Standing } from '../../contract/shapes.ts';
import type { Entered } from '../db/enter.ts';
import { myOrganizations } from '../organizations/organizations.ts';

/** The session of the person who has entered, as it stands in one organization or in none. */
export async function sessionOf(entered: Entered, standing: Standing | null): Promise<Session> {
  return {
    person: entered.person,
    organizations: await myOrganizations(entered),
    standing,
    features: entered.features,
    capabilities: capabilitiesOf(entered),
  };
}

/** What the way somebody signed in lets them do here. */
function capabilitiesOf({ caller }: Entered): readonly SessionCapability[] {
  return caller.by === 'session' ? ['own-sessions', 'account'] : [];
}
