import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const CONFIGS = ['*.config.{js,ts}', '.*.{cjs,js}', 'test/**/*.config.*'];
const BROWSER = ['src/{chat,client,elements,ui}/**', 'src/*.ts', 'demo/pages/**'];
const DECORATED = ['src/{chat,elements,ui}/**'];
const NODE = ['src/{contract,domain,server}/**'];

const syntax = {
  defaultExport: {
    selector: 'ExportDefaultDeclaration',
    message: 'Name what is exported: a search finds it, a rename renames it.',
  },
  enum: { selector: 'TSEnumDeclaration', message: 'Node runs only what can be erased: a union.' },
  decorator: { selector: 'Decorator', message: 'Node cannot run decorators; elements and ui may.' },
  htmlProperty: {
    selector: 'TemplateElement[value.raw=/\\.(inner|outer)HTML\\s*=|srcdoc/i]',
    message: 'No HTML from strings. Bind text, or compose templates.',
  },
  styleAttribute: {
    selector: 'TaggedTemplateExpression[tag.name="html"] TemplateElement[value.raw=/\\sstyle=/]',
    message: "A style attribute is blocked by style-src 'self'. Bind `.style`, or use a class.",
  },
  clock: {
    selector:
      'NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"]',
    message: 'A rule that reads the clock cannot be tested at its boundary: take the time.',
  },
};

const htmlFromStrings = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe'].map(
  property => ({ property, message: 'No HTML from strings. Bind text, or compose templates.' }),
);

const unsafeImports = {
  patterns: [
    { regex: '^lit(-html)?/directives/unsafe-', message: 'No HTML from strings.' },
    { regex: '^lit(-html)?/static-html', importNames: ['unsafeStatic'], message: 'Write it out.' },
    {
      regex: '^lit(-html)?/directives/style-map',
      message: "Its first render is blocked by style-src 'self'. Bind `.style`, or use a class.",
    },
  ],
};

export default defineConfig(
  globalIgnores(['dist', '.cache', '.data', 'coverage', 'shots']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },

  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // Interfaces that other files add to.
      '@typescript-eslint/no-empty-object-type': [
        'error',
        { allowInterfaces: 'with-single-extends' },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', syntax.defaultExport, syntax.enum],

      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],

      // Strict where it finds mistakes, quiet where it only asks for other words.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // There are no enums here but those of libraries, which stand for numbers.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },

  {
    files: ['src/**', 'demo/**'],
    rules: {
      'no-restricted-imports': ['error', unsafeImports],
      'no-restricted-properties': ['error', ...htmlFromStrings],
      'no-restricted-syntax': [
        'error',
        syntax.defaultExport,
        syntax.enum,
        syntax.htmlProperty,
        syntax.styleAttribute,
      ],
    },
  },
  { files: ['src/**'], ignores: ['src/server/main.ts'], rules: { 'no-console': 'error' } },
  {
    files: BROWSER,
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer', 'global', 'setImmediate', 'require'],
    },
  },
  {
    files: NODE,
    rules: {
      'no-restricted-globals': ['error', 'window', 'document', 'localStorage', 'sessionStorage'],
      'no-restricted-syntax': ['error', syntax.defaultExport, syntax.enum, syntax.decorator],
    },
  },
  {
    // Time, randomness and identity come in as arguments.
    files: ['src/domain/**'],
    rules: {
      'no-restricted-globals': ['error', 'crypto', 'performance', 'fetch', 'setTimeout'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now' },
        { object: 'Math', property: 'random' },
      ],
      'no-restricted-syntax': [
        'error',
        syntax.defaultExport,
        syntax.enum,
        syntax.decorator,
        syntax.clock,
      ],
    },
  },

  {
    files: DECORATED,
    extends: [
      lit.configs['flat/recommended'],
      wc.configs['flat/best-practice'],
      { plugins: { 'lit-a11y': litA11y }, rules: litA11y.configs.recommended.rules },
    ],
    settings: { wc: { elementBaseClasses: ['LitElement'] }, litHtmlSources: ['lit'] },
    rules: {
      'lit/attribute-names': ['error', { convention: 'kebab' }],
      'lit/lifecycle-super': 'error',
      'lit/no-classfield-shadowing': 'error',
      'lit/no-invalid-escape-sequences': 'error',
      'lit/no-legacy-imports': 'error',
      'lit/no-native-attributes': 'error',
      'lit/no-this-assign-in-render': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/no-value-attribute': 'error',
      'lit/prefer-nothing': 'error',
      'lit/prefer-static-styles': 'error',
      'lit/quoted-expressions': 'error',
      'lit/value-after-constraints': 'error',

      // An option is operated from the field that has the focus, a dialog's backdrop by Escape. A
      // dialog says by `autofocus` where focus goes; a list or table that styles have taken out of
      // its display needs its role back.
      'lit-a11y/click-events-have-key-events': 'off',
      'lit-a11y/no-autofocus': 'off',
      'lit-a11y/no-redundant-role': 'off',
      // Lit is the caller of the super method, and of listeners, which it binds to the host.
      'wc/guard-super-call': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },

  {
    files: ['test/**', 'src/testing/**'],
    rules: {
      // chai's `expect(…).to.be.true`; its `equal`, which a plugin's types call asynchronous for the
      // sake of snapshots; node:test, which runs what it is given without being awaited.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'chai', name: 'Equal' },
            { from: 'package', package: 'node:test', name: ['describe', 'it', 'suite', 'test'] },
          ],
        },
      ],
    },
  },

  {
    files: ['test/{elements,ui}/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          name: '@open-wc/testing',
          importNames: ['waitUntil'],
          message: 'It gives up after a second: take the one of test/support/dom.ts.',
        },
      ],
    },
  },

  { files: CONFIGS, rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['**/*.{js,cjs,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: { console: 'readonly', module: 'writable', process: 'readonly', URL: 'readonly' },
    },
  },
);
