import { minifyHTMLLiterals } from 'minify-literals';
import { defineConfig } from 'vite';

/** Builds dist/orgtags.js: every tag and all it needs in one file, for one script tag. */
export default defineConfig({
  publicDir: false,
  plugins: [
    {
      name: 'minified-templates',
      enforce: 'pre',
      transform: {
        filter: { id: /\/src\/.*\.ts$/ },
        handler: (code, fileName) => minifyHTMLLiterals(code, { fileName }),
      },
    },
  ],
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
