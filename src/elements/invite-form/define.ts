import { define } from '../../ui/define.ts';
import { InviteForm } from './invite-form.ts';

define('invite-form', InviteForm);
