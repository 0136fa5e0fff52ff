import { Client } from 'pg';

/** A node of a plan, as `explain (analyze, format json)` tells it. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** A plan with all that is in it. */
export function nodesOf(plan: PlanNode): readonly PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

export function sortsIn(nodes: readonly PlanNode[]): readonly PlanNode[] {
  return nodes.filter(node => node['Node Type'].includes('Sort'));
}

/** How many rows a node has given, in all of its loops. */
export function rowsOf(node: PlanNode | undefined): number {
  return node ? node['Actual Rows'] * node['Actual Loops'] : 0;
}

/** Does something in a transaction of an organization, of which nothing stays. */
export async function inOrganization<Result>(
  client: Client,
  organization: string,
  work: () => Promise<Result>,
): Promise<Result> {
  await client.query('begin');
  try {
    await client.query("select set_config('orgtags.organization', $1, true)", [organization]);
    return await work();
  } finally {
    await client.query('rollback');
  }
}

/** The plans of the statements that a function runs, which its caller is not told. */
export async function plansInside(
  databaseUrl: string,
  organization: string,
  sql: string,
  values: readonly unknown[],
): Promise<string[]> {
  const admin = new Client({ connectionString: databaseUrl });
  await admin.connect();
  try {
    await admin.query(
      `load 'auto_explain';
       set auto_explain.log_min_duration = 0;
       set auto_explain.log_nested_statements = on;
       set client_min_messages = log`,
    );
    const plans: string[] = [];
    admin.on('notice', ({ message }) => plans.push(message ?? ''));
    await inOrganization(admin, organization, () => admin.query(sql, [...values]));
    return plans;
  } finally {
    await admin.end();
  }
}
