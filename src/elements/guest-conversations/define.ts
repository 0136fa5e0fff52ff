import { define } from '../../ui/define.ts';
import { GuestConversations } from './guest-conversations.ts';

define('guest-conversations', GuestConversations);
