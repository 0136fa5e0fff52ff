import { define } from '../../ui/define.ts';
import { MemberTable } from './member-table.ts';

define('member-table', MemberTable);
