import '../../src/chat/define.ts';
import '../../src/orgtags.ts';
