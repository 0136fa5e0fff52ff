// The arrows of the house, and nothing but them: what is not listed for a layer is not allowed there.

/** The client's ports: what ui, elements and chat may know of it. No adapter, no barrel. */
const PORTS = '^src/client/(?!index\\.ts$)[^/]+\\.ts$';
const ADAPTERS = '^src/client/(http|better-auth)/';
const SCHEMAS = '^src/contract/(schemas|schema-parts|guest-schemas|invitation-schemas)\\.ts$';
const CONFIGURE = '^src/ui/context/configure\\.ts$';
const LIT = packages('lit', '@lit/context', '@shoelace-style/localize');
const KY = packages('ky');
/** Read at the first answer that is written in it. */
const MARKDOWN = packages('mdast-util-from-markdown');
/** Without ky: fetch is enough for a button and what is behind it. */
const GUEST_CLIENT = '^src/client/http/guest-http-client\\.ts$';
const SERVER_LIBRARIES = packages(
  'hono',
  '@hono/[^/]+',
  'better-auth',
  'jose',
  'nodemailer',
  'pg',
  'rate-limiter-flexible',
  'valibot',
  '@valibot/[^/]+',
  '@types/pg',
);

/** Files that Node runs, in folders that also hold the browser's. */
const NODE_FILES = ['^src/testing/((postgres|local-issuer)/)?[^/]+\\.ts$', '^demo/[^/]+\\.ts$'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...only('domain', '^src/domain/'),
    ...only('contract', '^src/contract/', { not: SCHEMAS, to: ['^src/domain/'] }),
    ...only('contract-schemas', SCHEMAS, { to: ['^src/(contract|domain)/', packages('valibot')] }),
    ...only('client', '^src/client/', { to: ['^src/(contract|domain)/', KY] }),
    ...only('ui', '^src/ui/', { not: CONFIGURE, to: [PORTS, LIT, MARKDOWN] }),
    ...only('ui-configure', CONFIGURE, { to: ['^src/ui/', PORTS, '^src/client/http/', LIT] }),
    ...only('elements', '^src/elements/', { to: ['^src/ui/', PORTS, LIT] }),
    ...only('chat', '^src/chat/', { to: ['^src/ui/', PORTS, GUEST_CLIENT, LIT] }),
    ...only('entries', '^src/[^/]+\\.ts$', { to: ['^src/(chat|client|domain|elements|ui)/'] }),
    {
      name: 'server',
      comment: 'The server knows the contract and the domain, and no library of the browser.',
      from: { path: '^src/server/' },
      to: { path: ['^src/(?!server/|contract/|domain/)', LIT, KY] },
    },
    {
      name: 'ky-in-adapters',
      comment: 'ky is a detail of the adapters: everything else asks the port.',
      from: { path: '^src/', pathNot: ADAPTERS },
      to: { path: KY },
    },
    {
      name: 'ports-know-no-adapter',
      comment: 'A port that imports its adapter brings ky to whoever wants only the types.',
      from: { path: PORTS },
      to: { path: [ADAPTERS, '^src/client/index\\.ts$'] },
    },
    {
      name: 'schemas-are-the-servers',
      comment: 'Types come from shapes.ts, so that nothing published for pages needs valibot.',
      from: { path: '^src/', pathNot: [SCHEMAS, '^src/server/', ...NODE_FILES] },
      to: { path: SCHEMAS },
    },
    {
      name: 'one-import-of-server',
      comment: 'Only testing/backend.ts starts the server inside another program.',
      from: { path: '^src/', pathNot: ['^src/server/', '^src/testing/backend\\.ts$'] },
      to: { path: '^src/server/' },
    },
    {
      name: 'no-server-library-in-browser',
      from: {
        path: ['^src/(domain|client|ui|elements|chat|testing)/', '^src/[^/]+\\.ts$', '^demo/'],
        pathNot: NODE_FILES,
      },
      to: { path: [SERVER_LIBRARIES, '^src/server/', ...NODE_FILES] },
    },
    {
      name: 'no-node-in-browser',
      from: {
        path: ['^src/(?!server/)', '^demo/'],
        pathNot: NODE_FILES,
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'demo-is-a-stranger',
      comment: 'Pages use what is published, as any host would.',
      from: { path: '^demo/' },
      to: {
        path: '^src/(chat|client|elements|ui)/|^src/[^/]+\\.ts$',
        pathNot: [
          '^src/(client/)?index\\.ts$',
          '^src/orgtags\\.ts$',
          '^src/(chat|elements/[^/]+)/define\\.ts$',
        ],
      },
    },
    {
      name: 'src-stands-alone',
      from: { path: '^src/' },
      to: { path: '^(demo|test|scripts)/' },
    },
    {
      name: 'declared-packages',
      comment: 'What is published may need only dependencies and peers.',
      from: { path: '^src/', pathNot: '^src/testing/chromium\\.ts$' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['npm-peer'],
      },
    },
    { name: 'no-cycles', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-orphans',
      from: { orphan: true, path: '^src/', pathNot: ['\\.d\\.ts$', '^src/server/main\\.ts$'] },
      to: {},
    },
  ].map(rule => ({ severity: 'error', ...rule })),

  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    skipAnalysisNotInRules: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
    },
  },
};

/** The layer's files may import each other and what `to` names. */
function only(name, path, { not = [], to = [] } = {}) {
  const pathNot = [not].flat();
  return [{ name, from: { path, pathNot }, to: { pathNot: [path, ...to] } }];
}

/** A pattern for the packages' files. */
function packages(...names) {
  return `(^|/)node_modules/(${names.join('|')})/`;
}
