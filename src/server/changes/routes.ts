import type { Handlers } from '../http/router.ts';
import type { Live } from './live.ts';

/** The stream of what changes. */
export function changeRoutes(live: Live): Pick<Handlers, 'liveChanges'> {
  return {
    liveChanges: (entered, lastEventId) => live.open(entered, lastEventId),
  };
}
