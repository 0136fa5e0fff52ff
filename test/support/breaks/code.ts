import ts from 'typescript';
import type { Edit } from './break.ts';

/** What a node is replaced by; undefined where it is not one to break. */
type Rule = (
  node: ts.Node,
) => (Omit<Edit, 'start' | 'end'> & { readonly of?: ts.Node }) | undefined;

/** Breaks the rules of the domain: conditions, denials, comparisons. */
export const RULES: readonly Rule[] = [negatedCondition, called(/^deny$/, 'ALLOWED'), turned];

/** Breaks the access of a route. */
export const ACCESS: readonly Rule[] = [laxerAccess];

/** Breaks a handler: what it refuses, and what it writes beside the change. */
export const HANDLERS: readonly Rule[] = [
  called(/^(refuse|record)$/, 'undefined'),
  guard(/new ProblemError\(/),
];

/** Breaks the HTTP client: what it repeats, sends, shares, gives up and takes for an answer. */
export const CLIENT: readonly Rule[] = [
  guard(/./),
  called(
    /^(abort|addEventListener|clearTimeout|close|postMessage|set|throwIfAborted)$/,
    'undefined',
  ),
  called(/^share$/, 'send(signal)'),
  writesRepeated,
  withoutProperty(/^('idempotency-key'|'last-event-id'|credentials|headers|retry|signal|timeout)$/),
];

/** Breaks a tag: its guards, what it says, where it puts the focus, what it dispatches and shows. */
export const TAGS: readonly Rule[] = [
  guard(/./),
  called(
    /^(say|focus|#focusHome|#bringIntoView|dispatchEvent|setState|preventDefault)$/,
    'undefined',
  ),
];

const TURNED: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [ts.SyntaxKind.LessThanToken]: '<=',
  [ts.SyntaxKind.LessThanEqualsToken]: '<',
  [ts.SyntaxKind.GreaterThanToken]: '>=',
  [ts.SyntaxKind.GreaterThanEqualsToken]: '>',
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
};

/** Every edit of a file by these rules, in its order. */
export function editsOf(file: string, text: string, rules: readonly Rule[]): Edit[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const edits: Edit[] = [];
  visit(source);
  return edits;

  function visit(node: ts.Node): void {
    for (const rule of rules) {
      const found = rule(node);
      if (!found) continue;
      const { of = node, after } = found;
      edits.push({ start: of.getStart(), end: of.getEnd(), after });
    }
    ts.forEachChild(node, visit);
  }
}

function negatedCondition(node: ts.Node) {
  if (ts.isIfStatement(node)) return negated(node.expression);
  return ts.isConditionalExpression(node) ? negated(node.condition) : undefined;
}

function negated(of: ts.Expression) {
  return { of, after: `!(${of.getText()})` };
}

function turned(node: ts.Node) {
  if (!ts.isBinaryExpression(node)) return undefined;
  const { left, operatorToken, right } = node;
  const other = TURNED[operatorToken.kind];
  return other === undefined
    ? undefined
    : { after: `${left.getText()} ${other} ${right.getText()}` };
}

/** A call of such a name, and what stands in its place. */
function called(name: RegExp, after: string): Rule {
  return node => {
    if (!ts.isCallExpression(node)) return undefined;
    const { expression } = node;
    const callee = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
    return name.test(callee.getText()) ? { after } : undefined;
  };
}

/** An `if` that only returns or throws, where what it does is such. */
function guard(act: RegExp): Rule {
  return node => {
    if (!ts.isIfStatement(node) || node.elseStatement) return undefined;
    const then = node.thenStatement;
    const last = ts.isBlock(then) ? then.statements.at(-1) : then;
    if (!last || !(ts.isReturnStatement(last) || ts.isThrowStatement(last))) return undefined;
    return act.test(then.getText()) ? { after: '' } : undefined;
  };
}

/** Lets everyone in the organization in, where a route is for some. */
function laxerAccess(node: ts.Node) {
  const isAccess =
    ts.isPropertyAssignment(node) &&
    node.name.getText() === 'access' &&
    ts.isStringLiteral(node.initializer);
  if (!isAccess) return undefined;
  const lax = /^'(public|person|organization\.open|organization\.leave|\w+\.read)'$/;
  const isLax = lax.test(node.initializer.getText()) && !node.getText().includes('activity');
  return isLax ? undefined : { after: `access: 'organization.open'` };
}

/** Repeats what is not safe to repeat. */
function writesRepeated(node: ts.Node) {
  const isMethods = ts.isPropertyAssignment(node) && node.name.getText() === 'methods';
  return isMethods ? { after: `methods: ['get', 'post', 'patch', 'delete']` } : undefined;
}

/** An object without a property of such a name. */
function withoutProperty(name: RegExp): Rule {
  return node => {
    if (!ts.isObjectLiteralExpression(node)) return undefined;
    const dropped = node.properties.find(({ name: of }) => of && name.test(of.getText()));
    if (!dropped) return undefined;
    const kept = node.properties.filter(property => property !== dropped);
    return { after: `{ ${kept.map(property => property.getText()).join(', ')} }` };
  };
}
