import { relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from './tool.ts';

/** What the code of a tag does that a page can see, its own and that of all it uses of `src/ui`. */
export interface TagCode {
  readonly parts: ReadonlySet<string>;
  readonly slots: ReadonlySet<string>;
  readonly states: ReadonlySet<string>;
  /** The states that its styles ask for. */
  readonly styledStates: ReadonlySet<string>;
  /** The names of the events it dispatches, and the classes. */
  readonly events: ReadonlyMap<string, string>;
  /** The names of those that a page can cancel. */
  readonly acts: ReadonlySet<string>;
  /** The `--org-` properties it reads, and what it takes where one is not set. */
  readonly properties: ReadonlyMap<string, string>;
  /** The public reactive properties, and the attribute of each, if it has one. */
  readonly reactive: ReadonlyMap<string, string | undefined>;
  /** The attributes that it reads itself. */
  readonly attributes: ReadonlySet<string>;
  /** What cannot be told from the code, each with its place. */
  readonly unknown: readonly string[];
}

/** A part in a template, quoted or not; and one in quotes that have not been closed. */
const WRITTEN_PART = /\spart=(?:("[^"]*"|'[^']*')|([^\s"'>]+))/g;
const BEGUN_PART = /\s\.?part=(?:"[^"]*|'[^']*|[^\s"'>]+)$/;

const SEEN = /\/src\/(ui|elements|chat)\//;

/** Reads the code of all tags, from the files that import them. */
export function readTagCode(): (file: string) => TagCode {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(`${ROOT}tsconfig.json`, file => ts.sys.readFile(file)).config,
    ts.sys,
    ROOT,
  );
  const program = ts.createProgram([`${ROOT}src/orgtags.ts`, `${ROOT}src/chat/define.ts`], {
    ...options,
    incremental: false,
  });
  const checker = program.getTypeChecker();
  return file => {
    const source = program.getSourceFile(`${ROOT}${file}`);
    const element = source?.statements.find(ts.isClassDeclaration);
    if (!element) throw new Error(`${file} has no class, or src/orgtags.ts does not import it.`);
    return readClass(element, checker);
  };
}

function readClass(element: ts.ClassDeclaration, checker: ts.TypeChecker): TagCode {
  const parts = new Set<string>();
  const slots = new Set<string>();
  const states = new Set<string>();
  const styledStates = new Set<string>();
  const events = new Map<string, string>();
  const acts = new Set<string>();
  const properties = new Map<string, string>();
  const reactive = new Map<string, string | undefined>();
  const attributes = new Set<string>();
  const unknown: string[] = [];
  const seen = new Set<ts.Node>();
  visitDeclaration(element);
  return {
    parts,
    slots,
    states,
    styledStates,
    events,
    acts,
    properties,
    reactive,
    attributes,
    unknown,
  };

  /** Reads a declaration, and whatever it names of ours. */
  function visitDeclaration(node: ts.Node): void {
    if (seen.has(node)) return;
    seen.add(node);
    visit(node);
  }

  function visit(node: ts.Node): void {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isIdentifier(node)) follow(node);
    if (ts.isTaggedTemplateExpression(node)) readTemplate(node);
    if (ts.isCallExpression(node)) readCall(node);
    if (ts.isBinaryExpression(node)) readAssignment(node);
    if (ts.isPropertyDeclaration(node)) readProperty(node);
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'part') {
      wordsOf(node.initializer, 'part').forEach(addParts);
    }
    ts.forEachChild(node, visit);
  }

  function follow(name: ts.Identifier): void {
    for (const declaration of symbolOf(name)?.declarations ?? []) {
      const isOwn = SEEN.test(declaration.getSourceFile().fileName);
      if (isOwn && (isTopLevel(declaration) || ts.isClassDeclaration(declaration))) {
        visitDeclaration(declaration);
      }
    }
  }

  function symbolOf(name: ts.Node): ts.Symbol | undefined {
    const symbol = checker.getSymbolAtLocation(name);
    return symbol && symbol.flags & ts.SymbolFlags.Alias
      ? checker.getAliasedSymbol(symbol)
      : symbol;
  }

  function readTemplate({ tag, template }: ts.TaggedTemplateExpression): void {
    if (!/^(html|svg|css)$/.test(tag.getText())) return;
    const pieces = ts.isNoSubstitutionTemplateLiteral(template)
      ? [template.text]
      : [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)];
    if (tag.getText() === 'css') {
      readStyles(pieces.join(' '), template);
      return;
    }
    const bound = ts.isTemplateExpression(template) ? template.templateSpans : [];
    pieces.forEach((piece, index) => {
      for (const [, quoted, bare = ''] of piece.matchAll(WRITTEN_PART)) {
        addParts(quoted?.slice(1, -1) ?? bare);
      }
      for (const [slot] of piece.matchAll(/<slot[^>]*>?/g)) {
        slots.add(/\sname="([^"]*)"/.exec(slot)?.[1] ?? '');
      }
      const expression = bound[index]?.expression;
      if (!expression) return;
      if (/\s\.?part=$/.test(piece)) wordsOf(expression, 'part').forEach(addParts);
      else if (BEGUN_PART.test(piece)) doubt(template, 'a part is words and an expression');
    });
  }

  function addParts(names: string): void {
    for (const name of names.split(/\s+/).filter(Boolean)) parts.add(name);
  }

  function readStyles(styles: string, at: ts.Node): void {
    for (const { index } of styles.matchAll(/(?<=var)\(\s*--org-/g)) {
      const read = balanced(styles, index);
      const [, name = '', fallback] = /^\s*([\w-]+)(?:,(.*))?$/s.exec(read) ?? [];
      if (fallback === undefined) doubt(at, `${name} is read without a fallback`);
      else if ((properties.get(name) ?? fallback.trim()) !== fallback.trim()) {
        doubt(at, `${name} has more than one fallback`);
      } else properties.set(name, fallback.trim());
    }
    for (const [, name = ''] of styles.matchAll(/:state\(([\w-]+)\)/g)) styledStates.add(name);
  }

  function readCall(call: ts.CallExpression): void {
    if (call.expression.kind === ts.SyntaxKind.ImportKeyword) readImport(call);
    if (!ts.isPropertyAccessExpression(call.expression)) return;
    const { name, expression: receiver } = call.expression;
    const [argument] = call.arguments;
    if (!argument) return;
    if (name.text === 'setState') wordsOf(argument, 'state').forEach(word => states.add(word));
    else if (name.text === 'dispatchEvent' && isElement(receiver)) readEvent(argument);
    else if (isPartList(receiver)) readPartCall(name.text, call.arguments);
    else if (/^(get|has)Attribute$/.test(name.text) && isThis(receiver)) {
      wordsOf(argument, 'attribute').forEach(word => attributes.add(word));
    } else if (name.text.endsWith('Attribute') && isElement(receiver)) readAttributeCall(call);
  }

  /** What is loaded later is the tag's, too. */
  function readImport({ arguments: [module] }: ts.CallExpression): void {
    const symbol = module && checker.getSymbolAtLocation(module);
    for (const exported of symbol?.exports?.values() ?? []) {
      for (const declaration of exported.declarations ?? []) {
        if (SEEN.test(declaration.getSourceFile().fileName)) visitDeclaration(declaration);
      }
    }
  }

  function isThis(receiver: ts.Expression): boolean {
    return receiver.kind === ts.SyntaxKind.ThisKeyword;
  }

  /** Whatever is done to the parts of an element, not only what is said of them in a template. */
  function readPartCall(method: string, given: ts.NodeArray<ts.Expression>): void {
    if (method === 'contains' || method === 'remove') return;
    const names = method === 'toggle' ? given.slice(0, 1) : given;
    for (const name of names) wordsOf(name, 'part').forEach(addParts);
  }

  function readAttributeCall({ arguments: [attribute, value] }: ts.CallExpression): void {
    if (!attribute || !value || !wordsOf(attribute, 'attribute').includes('part')) return;
    wordsOf(value, 'part').forEach(addParts);
  }

  function readAssignment({ left, operatorToken, right }: ts.BinaryExpression): void {
    const { FirstAssignment, LastAssignment } = ts.SyntaxKind;
    const isSet = operatorToken.kind >= FirstAssignment && operatorToken.kind <= LastAssignment;
    if (!isSet || !ts.isPropertyAccessExpression(left)) return;
    const isValue = left.name.text === 'value' && isPartList(left.expression);
    if (isValue || isPartList(left)) wordsOf(right, 'part').forEach(addParts);
    if (left.name.text === 'name' && isSlot(left.expression)) {
      wordsOf(right, 'slot').forEach(word => slots.add(word));
    }
  }

  function isSlot(expression: ts.Expression): boolean {
    return checker.getTypeAtLocation(expression).symbol.name === 'HTMLSlotElement';
  }

  function isPartList(expression: ts.Expression): boolean {
    return (
      ts.isPropertyAccessExpression(expression) &&
      expression.name.text === 'part' &&
      isElement(expression.expression)
    );
  }

  /** Only what an element dispatches reaches a page. */
  function isElement(receiver: ts.Expression): boolean {
    const type = checker.getNonNullableType(checker.getTypeAtLocation(receiver));
    return type.getProperty('localName') !== undefined;
  }

  function readEvent(event: ts.Expression): void {
    const type = checker.getTypeAtLocation(event).getSymbol();
    const declaration = type?.declarations?.find(ts.isClassDeclaration);
    // The protocol between a tag and its provider is a library's, and no page's.
    if (declaration?.getSourceFile().fileName.includes('/node_modules/@lit/context/')) return;
    const name = declaration && nameOfEvent(declaration);
    if (name === undefined) doubt(event, 'the event has no name that can be told');
    else events.set(name, type?.name ?? '');
    if (name !== undefined && isCancelable(declaration)) acts.add(name);
  }

  function readProperty(property: ts.PropertyDeclaration): void {
    const decorator = ts
      .getDecorators(property)
      ?.map(({ expression }) => expression)
      .find(ts.isCallExpression);
    if (decorator?.expression.getText() !== 'property') return;
    const name = property.name.getText();
    reactive.set(name, attributeOf(name, decorator.arguments[0]));
  }

  function attributeOf(name: string, options: ts.Expression | undefined): string | undefined {
    const given =
      options && ts.isObjectLiteralExpression(options)
        ? options.properties.find(option => option.name?.getText() === 'attribute')
        : undefined;
    if (!given || !ts.isPropertyAssignment(given)) return name.toLowerCase();
    if (given.initializer.kind === ts.SyntaxKind.FalseKeyword) return undefined;
    return ts.isStringLiteral(given.initializer) ? given.initializer.text : name.toLowerCase();
  }

  /** The words that an expression can be, by its type; whoever calls a generic function says them there. */
  function wordsOf(expression: ts.Expression, kind: string): string[] {
    const type = checker.getTypeAtLocation(expression);
    if (type.flags & ts.TypeFlags.TypeParameter) return [];
    const types = type.isUnion() ? type.types : [type];
    const words = types.map(one => (one.isStringLiteral() ? one.value : undefined));
    if (words.every(word => word !== undefined)) return words;
    doubt(expression, `which ${kind} ${expression.getText()} is, its type does not say`);
    return [];
  }

  function doubt(node: ts.Node, sentence: string): void {
    const source = node.getSourceFile();
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    unknown.push(`${relative(ROOT, source.fileName)}:${String(line + 1)}: ${sentence}.`);
  }
}

/** The name that the constructor of an event class hands on. */
function nameOfEvent(declaration: ts.ClassDeclaration): string | undefined {
  const [, name] = /super\(\s*'([^']*)'/.exec(declaration.getText()) ?? [];
  return name;
}

function isCancelable(declaration: ts.ClassDeclaration | undefined): boolean {
  return /super\(\s*'[^']*',\s*true\b/.test(declaration?.getText() ?? '');
}

function isTopLevel(declaration: ts.Node): boolean {
  if (ts.isFunctionDeclaration(declaration)) return ts.isSourceFile(declaration.parent);
  return ts.isVariableDeclaration(declaration) && ts.isSourceFile(declaration.parent.parent.parent);
}

/** What is between the bracket at an index and the one that closes it. */
function balanced(text: string, open: number): string {
  let depth = 0;
  for (let index = open; index < text.length; index += 1) {
    if (text[index] === '(') depth += 1;
    else if (text[index] === ')') depth -= 1;
    if (depth === 0) return text.slice(open + 1, index);
  }
  throw new Error(`A bracket is not closed in ${text.slice(open, open + 40)}`);
}
