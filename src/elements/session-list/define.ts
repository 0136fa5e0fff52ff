import { define } from '../../ui/define.ts';
import { SessionList } from './session-list.ts';

define('session-list', SessionList);
