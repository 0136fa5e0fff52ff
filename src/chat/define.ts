import { define } from '../ui/define.ts';
import { GuestChatJoin } from './guest-chat-join.ts';

define('guest-chat-join', GuestChatJoin);
