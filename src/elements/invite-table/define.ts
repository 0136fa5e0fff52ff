import { define } from '../../ui/define.ts';
import { InviteTable } from './invite-table.ts';

define('invite-table', InviteTable);
