import { define } from '../../ui/define.ts';
import { GuestSettings } from './guest-settings.ts';

define('guest-settings', GuestSettings);
