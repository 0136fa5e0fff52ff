import { readFile } from 'node:fs/promises';
import { minifyHTMLLiterals } from 'minify-literals';

/** As the build does, so that the sizes are of what is published. */
const minifiedTemplates = {
  name: 'minified-templates',
  setup(build) {
    build.onLoad({ filter: /[/\\]src[/\\].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const minified = await minifyHTMLLiterals(source, { fileName: path });
      return { contents: minified?.code ?? source, loader: 'ts' };
    });
  },
};

/** Loaded with the first answer that is written in it. */
const MARKDOWN = 'mdast-util-from-markdown';
/** Loaded with the first press that opens something. */
const EDITORS = './src/elements/guest-settings/editors.ts';
const THREAD = './thread.ts';
const CHAT = 'src/chat/define.ts';

/** What a page loads for an entry, with its client and Lit, minified and gzipped. */
function entry(name, path, limit, ignore = [MARKDOWN]) {
  return {
    name,
    path,
    limit,
    ignore,
    gzip: true,
    modifyEsbuildConfig: config => ({
      ...config,
      // Bundlers put the licences of libraries into a file beside.
      legalComments: 'none',
      plugins: [...(config.plugins ?? []), minifiedTemplates],
    }),
  };
}

export default [
  entry(
    'guest-conversations before a press',
    'src/elements/guest-conversations/define.ts',
    '30 KB',
    [MARKDOWN, THREAD],
  ),
  entry('guest-conversations after it', 'src/elements/guest-conversations/define.ts', '33.7 KB'),
  entry('guest-settings before a press', 'src/elements/guest-settings/define.ts', '30 KB', [
    MARKDOWN,
    EDITORS,
  ]),
  entry('guest-settings after it', 'src/elements/guest-settings/define.ts', '37 KB'),
  entry('invite-accept', 'src/elements/invite-accept/define.ts', '30 KB'),
  entry('invite-inbox', 'src/elements/invite-inbox/define.ts', '30 KB'),
  entry('invite-form', 'src/elements/invite-form/define.ts', '30 KB'),
  entry('invite-table', 'src/elements/invite-table/define.ts', '30 KB'),
  entry('member-table', 'src/elements/member-table/define.ts', '30 KB'),
  entry('org-switcher', 'src/elements/org-switcher/define.ts', '30 KB'),
  entry('session-list', 'src/elements/session-list/define.ts', '30 KB'),
  entry('sign-in-form', 'src/elements/sign-in-form/define.ts', '30 KB'),
  entry('guest-chat-join before the first gesture', CHAT, '3 KB', ['./src/chat/panel.ts']),
  entry('guest-chat-join after it, in English and German', CHAT, '30 KB'),
  entry('Markdown', `node_modules/${MARKDOWN}/index.js`, '17 KB', []),
  entry('all admin tags', 'src/orgtags.ts', '90 KB', [MARKDOWN, EDITORS, THREAD]),
];
