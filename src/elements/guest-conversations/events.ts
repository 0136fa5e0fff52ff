import type { Conversation } from '../../client/backend-client.ts';
import { OrgEvent } from '../../ui/events.ts';

/** A guest is about to be answered; it can be canceled. */
export class GuestAnswerEvent extends OrgEvent {
  readonly conversation: Conversation;
  /** What was written. */
  readonly text: string;

  constructor(conversation: Conversation, text: string) {
    super('org-guest-answer', true);
    this.conversation = conversation;
    this.text = text;
  }
}

/** A guest has been answered. */
export class GuestAnsweredEvent extends OrgEvent {
  readonly conversation: Conversation;

  constructor(conversation: Conversation) {
    super('org-guest-answered');
    this.conversation = conversation;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'org-guest-answer': GuestAnswerEvent;
    'org-guest-answered': GuestAnsweredEvent;
  }
}
