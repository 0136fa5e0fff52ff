import { de as chat } from './chat/words.de.ts';
import { de as guestConversations } from './elements/guest-conversations/words.de.ts';
import { de as guestSettings } from './elements/guest-settings/words.de.ts';
import { de as inviteAccept } from './elements/invite-accept/words.de.ts';
import { de as inviteInbox } from './elements/invite-inbox/words.de.ts';
import { de as inviteForm } from './elements/invite-form/words.de.ts';
import { de as inviteTable } from './elements/invite-table/words.de.ts';
import { de as memberTable } from './elements/member-table/words.de.ts';
import { de as orgSwitcher } from './elements/org-switcher/words.de.ts';
import { de as sessionList } from './elements/session-list/words.de.ts';
import { de as signInForm } from './elements/sign-in-form/words.de.ts';
import { de as shared } from './ui/i18n/de/words.ts';
import type { Terms } from './ui/i18n/en.ts';
import { addLanguage } from './ui/i18n/localize.ts';

/** German, of all tags. */
const de: Terms = {
  ...shared,
  ...chat,
  ...guestConversations,
  ...guestSettings,
  ...inviteAccept,
  ...inviteInbox,
  ...inviteForm,
  ...inviteTable,
  ...memberTable,
  ...orgSwitcher,
  ...sessionList,
  ...signInForm,
};

addLanguage(de);
