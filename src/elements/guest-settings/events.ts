import type {
  ChangeGuestAccess,
  ChangeTextSource,
  CreateTextSource,
  Guest,
  GuestAccess,
  TextSource,
} from '../../client/backend-client.ts';
import { OrgEvent } from '../../ui/events.ts';

/** What is to be another about how guests may join. */
export type AccessChange = Omit<ChangeGuestAccess, 'version'>;

/** What is to be stored of a text. */
export type SourceChange = CreateTextSource | Omit<ChangeTextSource, 'version'>;

/** How guests may join is about to be changed. Cancel to leave it. */
export class GuestAccessChangeEvent extends OrgEvent {
  readonly change: AccessChange;

  constructor(change: AccessChange) {
    super('org-guest-access-change', true);
    this.change = change;
  }
}

/** How guests may join has been changed. */
export class GuestAccessChangedEvent extends OrgEvent {
  readonly change: AccessChange;
  /** As it is now. */
  readonly access: GuestAccess;

  constructor(change: AccessChange, access: GuestAccess) {
    super('org-guest-access-changed');
    this.change = change;
    this.access = access;
  }
}

/** The access of a guest is about to end. Cancel to keep it. */
export class GuestEndEvent extends OrgEvent {
  readonly guest: Guest;

  constructor(guest: Guest) {
    super('org-guest-end', true);
    this.guest = guest;
  }
}

/** The access of a guest has ended. */
export class GuestEndedEvent extends OrgEvent {
  readonly guest: Guest;

  constructor(guest: Guest) {
    super('org-guest-ended');
    this.guest = guest;
  }
}

/** A text is about to be added or changed. Cancel to store nothing; what was typed stays. */
export class TextSourceChangeEvent extends OrgEvent {
  /** Which one; undefined for a new one. */
  readonly id: string | undefined;
  readonly change: SourceChange;

  constructor(id: string | undefined, change: SourceChange) {
    super('org-text-source-change', true);
    this.id = id;
    this.change = change;
  }
}

/** A text has been added or changed. */
export class TextSourceChangedEvent extends OrgEvent {
  readonly change: SourceChange;
  /** As it is now. */
  readonly source: TextSource;

  constructor(change: SourceChange, source: TextSource) {
    super('org-text-source-changed');
    this.change = change;
    this.source = source;
  }
}

/** A text is about to be removed. Cancel to keep it. */
export class TextSourceRemoveEvent extends OrgEvent {
  readonly source: TextSource;

  constructor(source: TextSource) {
    super('org-text-source-remove', true);
    this.source = source;
  }
}

/** A text has been removed. */
export class TextSourceRemovedEvent extends OrgEvent {
  readonly source: TextSource;

  constructor(source: TextSource) {
    super('org-text-source-removed');
    this.source = source;
  }
}

/** The signing secret is about to be another. Cancel to keep it. */
export class SigningSecretRotateEvent extends OrgEvent {
  constructor() {
    super('org-signing-secret-rotate', true);
  }
}

/** The signing secret is another. The page is not told which. */
export class SigningSecretRotatedEvent extends OrgEvent {
  constructor() {
    super('org-signing-secret-rotated');
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'org-guest-access-change': GuestAccessChangeEvent;
    'org-guest-access-changed': GuestAccessChangedEvent;
    'org-guest-end': GuestEndEvent;
    'org-guest-ended': GuestEndedEvent;
    'org-text-source-change': TextSourceChangeEvent;
    'org-text-source-changed': TextSourceChangedEvent;
    'org-text-source-remove': TextSourceRemoveEvent;
    'org-text-source-removed': TextSourceRemovedEvent;
    'org-signing-secret-rotate': SigningSecretRotateEvent;
    'org-signing-secret-rotated': SigningSecretRotatedEvent;
  }
}
