import type { ChangeConversation, Conversation } from '../../client/backend-client.ts';
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

/** What is decided about a conversation: whose it is, who answers, whether it is done. */
export type Decision = Omit<ChangeConversation, 'version'>;

/** Something is about to be decided about a conversation; it can be canceled. */
export class ConversationChangeEvent extends OrgEvent {
  readonly conversation: Conversation;
  readonly decision: Decision;

  constructor(conversation: Conversation, decision: Decision) {
    super('org-conversation-change', true);
    this.conversation = conversation;
    this.decision = decision;
  }
}

/** Something has been decided about a conversation. */
export class ConversationChangedEvent extends OrgEvent {
  /** As it is now. */
  readonly conversation: Conversation;
  readonly decision: Decision;

  constructor(conversation: Conversation, decision: Decision) {
    super('org-conversation-changed');
    this.conversation = conversation;
    this.decision = decision;
  }
}

/** A guest's access is about to be ended, which was confirmed; it can be canceled. */
export class GuestChatEndEvent extends OrgEvent {
  readonly conversation: Conversation;

  constructor(conversation: Conversation) {
    super('org-guest-chat-end', true);
    this.conversation = conversation;
  }
}

/** A guest's access has been ended. */
export class GuestChatEndedEvent extends OrgEvent {
  readonly conversation: Conversation;

  constructor(conversation: Conversation) {
    super('org-guest-chat-ended');
    this.conversation = conversation;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'org-conversation-change': ConversationChangeEvent;
    'org-conversation-changed': ConversationChangedEvent;
    'org-guest-answer': GuestAnswerEvent;
    'org-guest-answered': GuestAnsweredEvent;
    'org-guest-chat-end': GuestChatEndEvent;
    'org-guest-chat-ended': GuestChatEndedEvent;
  }
}
