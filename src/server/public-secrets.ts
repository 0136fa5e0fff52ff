/** The secrets that everyone can read here: for the demo and for tests, and refused in production. */
export const PUBLIC_SECRETS = {
  demo: 'the secret of the demo, known to everyone',
  tests: 'a secret for tests, known to everyone',
} as const;
