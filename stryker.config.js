// `npm run test:mutation`: changes the rules one at a time, and tells which changes no test notices.
// docs/mutation.md says what is left, and why.

export default {
  mutate: ['src/domain/**/*.ts'],
  testRunner: 'tap',
  tap: {
    testFiles: ['test/domain/**/*.test.ts'],
    // Without `-r` the runner learns of no test what it covers.
    nodeArgs: ['--test-reporter=tap', '-r', '{{hookFile}}', '{{testFile}}'],
  },
  ignorePatterns: ['**', '!package.json', '!src/domain/**', '!test/domain/**'],
  coverageAnalysis: 'perTest',
  timeoutMS: 15_000,
  concurrency: 2,
  incremental: true,
  incrementalFile: '.cache/stryker/incremental.json',
  // Not below node_modules, where Node runs no TypeScript.
  tempDirName: '.cache/stryker/sandbox',
  reporters: ['clear-text', 'html', 'progress-append-only'],
  htmlReporter: { fileName: '.cache/stryker/report.html' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
};
