import { define } from '../../ui/define.ts';
import { InviteInbox } from './invite-inbox.ts';

define('invite-inbox', InviteInbox);
