import { defineConfig } from 'vite';

/** Builds dist/orgtags.js: every tag and all it needs in one file, for one script tag. */
export default defineConfig({
  publicDir: false,
  build: {
    target: 'es2022',
    emptyOutDir: false,
    modulePreload: false,
    sourcemap: true,
    // Not `lib`, which keeps white space.
    rolldownOptions: {
      input: 'src/orgtags.ts',
      preserveEntrySignatures: 'exports-only',
      output: { entryFileNames: '[name].js', codeSplitting: false },
    },
  },
});
