import { Client } from 'pg';

/** A statement as the driver was given it. */
export interface NotedStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Notes every statement that this process sends as the application, from now on. */
export function noteStatements(): NotedStatement[] {
  const noted: NotedStatement[] = [];
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its client below
  const query = Client.prototype.query as (this: Client, ...args: unknown[]) => unknown;
  Client.prototype.query = function (this: Client, ...args: unknown[]) {
    const [text, values] = args;
    if (this.user === 'orgtags_app' && typeof text === 'string') {
      noted.push({ text, values: Array.isArray(values) ? values : [] });
    }
    return query.apply(this, args);
  } as typeof Client.prototype.query;
  return noted;
}
