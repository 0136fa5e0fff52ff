import { BASE_PLACES, type Place, type RouteName } from '../contract/routes.ts';
import { pageWide } from './page-wide.ts';

export {
  ACCOUNT_PLACES,
  allPlaces,
  CONVERSATION_PLACES,
  GUEST_ACCESS_PLACES,
  GUEST_PLACES,
  INBOX_PLACES,
  INVITATION_LINK_PLACES,
  INVITATION_PLACES,
  MEMBER_PLACES,
  ORGANIZATION_PLACES,
  SESSION_PLACES,
  TEXT_SOURCE_PLACES,
} from '../contract/routes.ts';

type Places = Partial<Record<RouteName, Place>>;

/** Where the routes are that the tags of this page use. */
const known = pageWide<Places>('places', () => ({ ...BASE_PLACES }));

/** Says where the routes are that a tag uses. A page then loads no others. */
export function addPlaces(places: Places): void {
  Object.assign(known, places);
}

/** Where a route is; a tag that uses it has said so. */
export function placeOf(name: RouteName): Place {
  const place = known[name];
  if (!place) throw new Error(`No place for ${name}`);
  return place;
}
