import './elements/org-provider/define.ts';
import './elements/guest-conversations/define.ts';
import './elements/guest-settings/define.ts';
import './elements/invite-accept/define.ts';
import './elements/invite-inbox/define.ts';
import './elements/invite-form/define.ts';
import './elements/invite-table/define.ts';
import './elements/member-table/define.ts';
import './elements/org-switcher/define.ts';
import './elements/session-list/define.ts';
import './elements/sign-in-form/define.ts';
import './de.ts';

export * from './index.ts';
