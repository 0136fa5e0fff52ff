import { serverAccount, type Account } from './accounts.ts';
import { nativeFiles } from './native-files.ts';

/** PostgreSQL's files, and who runs them. */
export interface Installation {
  readonly native: string;
  /** `undefined` for ourselves. */
  readonly account: Account | undefined;
}

/** The one for a new database, or for the one that is there. */
export async function installationFor(cluster?: string): Promise<Installation> {
  const account = await serverAccount(cluster);
  return { account, native: await nativeFiles(account) };
}
