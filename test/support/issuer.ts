import { after } from 'node:test';
import { startLocalIssuer, type LocalIssuer } from '../../src/testing/local-issuer/issuer.ts';

/** Whom the tokens of the tests' issuers are for. */
export const AUDIENCE = 'orgtags';

/** Starts an issuer for the file's tests. */
export async function issuerForTests(): Promise<LocalIssuer> {
  const issuer = await startLocalIssuer({ audience: AUDIENCE });
  after(() => issuer.stop());
  return issuer;
}
