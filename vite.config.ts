import { minifyHTMLLiterals } from 'minify-literals';
import { defineConfig } from 'vite';

/** The scripts for one script tag; what a page may never need is in files beside them. */
const SCRIPTS = {
  /** Every tag but the guests', and all they need. */
  orgtags: 'src/orgtags.ts',
  /** The guests' tag: a button, and behind it all the rest. */
  'guest-chat': 'src/chat/define.ts',
};

/** Builds dist/<mode>.js. */
export default defineConfig(({ mode }) => ({
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
    {
      // What is loaded later has no styles of its own, and says itself what it needs.
      name: 'no-preloading',
      enforce: 'pre',
      load: {
        filter: { id: /vite\/preload-helper/ },
        handler: () => 'export const __vitePreload = load => load();',
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
      input: Object.fromEntries(Object.entries(SCRIPTS).filter(([name]) => name === mode)),
      preserveEntrySignatures: 'exports-only',
      output: { entryFileNames: '[name].js', chunkFileNames: `${mode}/[name].js` },
    },
  },
}));
