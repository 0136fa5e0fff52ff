import type { MySession } from '../../client/backend-client.ts';
import { OrgEvent } from '../../ui/events.ts';

/** Another session of the person is about to end, which they have confirmed. Cancel to keep it. */
export class SessionEndEvent extends OrgEvent {
  readonly session: MySession;

  constructor(session: MySession) {
    super('org-session-end', true);
    this.session = session;
  }
}

/** Another session of the person has ended. */
export class SessionEndedEvent extends OrgEvent {
  /** The session as it was. */
  readonly session: MySession;

  constructor(session: MySession) {
    super('org-session-ended');
    this.session = session;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'org-session-end': SessionEndEvent;
    'org-session-ended': SessionEndedEvent;
  }
}
