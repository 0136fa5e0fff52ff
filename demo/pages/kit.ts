import '../../src/orgtags.ts';
