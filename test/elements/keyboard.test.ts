import { KEYBOARD } from '../../demo/keyboard/index.ts';
import { MEMBER_TABLE_TRIALS } from '../support/keyboard/member-table.ts';
import { describeKeyboard } from '../support/suites/keyboard.ts';

describeKeyboard('member-table', KEYBOARD['member-table'], MEMBER_TABLE_TRIALS);
