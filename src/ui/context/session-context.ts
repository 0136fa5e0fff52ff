import { createContext } from '@lit/context';
import type { SessionStore } from './session-store.ts';

/** One key for every copy of the kit on a page. */
export const sessionContext = createContext<SessionStore>(Symbol.for('orgtags.session.1'));
