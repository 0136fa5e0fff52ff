import { define } from '../../ui/define.ts';
import { OrgSwitcher } from './org-switcher.ts';

define('org-switcher', OrgSwitcher);
