import type { HandlersOf } from '../http/router.ts';
import type { Live } from './live.ts';

/** The stream of what changes. */
export function changeRoutes(live: Live): HandlersOf<'changes'> {
  return {
    'changes.stream': (entered, lastEventId) => live.open(entered, lastEventId),
  };
}
