import { define } from '../../ui/define.ts';
import { InviteAccept } from './invite-accept.ts';

define('invite-accept', InviteAccept);
