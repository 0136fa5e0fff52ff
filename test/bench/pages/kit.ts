import '../../../src/elements/member-table/define.ts';
