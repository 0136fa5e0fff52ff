import '../../src/chat/define.ts';
