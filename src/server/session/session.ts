import type { Session, SessionCapability } from '../../contract/shapes.ts';
import { channelOf } from '../changes/live.ts';
import { readHorizon } from '../changes/live-queries.ts';
import { accessMark, writePosition } from '../changes/position.ts';
import { enterOrganization, type Entered } from '../db/enter.ts';
import { waitingInvitations } from '../invitations/inbox.ts';
import { myOrganizations } from '../organizations/organizations.ts';

/**
 * The session of the person who has entered, as it stands in one organization or in none. All of it is
 * read after the place from which changes are heard, so that none falls between.
 * @throws ProblemError `organization-not-found`, `session-ended`
 */
export async function sessionOf(entered: Entered, organization: string | null): Promise<Session> {
  const { tx, caller, person } = entered;
  const [{ horizon, at }, organizations, [inbox], tenant] = await Promise.all([
    readHorizon(tx),
    myOrganizations(entered),
    waitingInvitations(tx, [person.id]),
    organization === null ? undefined : enterOrganization(tx, caller, entered, organization),
  ]);
  const access = accessMark(
    organizations.filter(({ ended }) => !ended),
    inbox?.mark ?? '',
  );
  return {
    person,
    organizations,
    standing: tenant?.standing ?? null,
    features: entered.features,
    invitations: inbox?.waiting ?? 0,
    capabilities: capabilitiesOf(entered),
    live: {
      channel: channelOf(person.id, entered.session),
      position: writePosition({ ...horizon, at, access }),
    },
  };
}

/** What the way somebody signed in lets them do here. */
function capabilitiesOf({ caller }: Entered): readonly SessionCapability[] {
  return caller.by === 'session' ? ['own-sessions', 'account'] : [];
}
