import { define } from '../../ui/define.ts';
import { OrgProvider } from './org-provider.ts';

define('org-provider', OrgProvider);
