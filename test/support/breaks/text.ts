import type { Edit } from './break.ts';

const LOCK = /\bfor (?:no key update|update|share)(?: of \w+)?(?: skip locked)?(?!\w| to\b)/g;
const FUNCTION = /^create (?:or replace )?function ([\w.]+)\(/gm;
const POLICY =
  /create policy \w+ on [\w.]+[^;]*?\b(?:using|with check) (\((?:[^()]|\([^()]*\))*\))/g;
const CONDITION = /\b(?:where|and|on)\b\s+/g;
const NO_CONDITION = /^(?:case|conflict)\b/;
/** What ends a condition that begins outside of its brackets. */
const END =
  /^(?:and|or|order|limit|group|for|then|returning|union|join|left|cross|where|on conflict)\b/;
const ATTRIBUTE = /\s(?:aria-[\w-]+|role)=/g;

/** Row locks that are not taken. */
export function locksOf(text: string): Edit[] {
  return [...text.matchAll(LOCK)]
    .filter(({ index }) => !isComment(text, index) && !/policy [^;]*$/.test(text.slice(0, index)))
    .map(({ 0: lock, index }) => ({ start: index, end: index + lock.length, after: '' }));
}

/**
 * Conditions of functions that hold for every row, and policies that do.
 * @param later the migrations that come after: what they make anew is nothing to break here
 */
export function sqlEditsOf(text: string, later: string): Edit[] {
  const edits: Edit[] = [];
  for (const { 0: head, 1: name = '', index } of text.matchAll(FUNCTION)) {
    const rest = text.slice(index + head.length) + later;
    if (rest.includes(`create function ${name}(`)) continue;
    edits.push(...conditionsOf(functionAt(text, index)).map(edit => moved(edit, index)));
  }
  for (const { 0: whole, 1: condition = '', index } of text.matchAll(POLICY)) {
    if (condition === '(true)') continue;
    const end = index + whole.length;
    edits.push({ start: end - condition.length, end, after: '(true)' });
  }
  return edits;
}

/** Attributes for assistive technology that are not there. */
export function attributesOf(text: string): Edit[] {
  return [...text.matchAll(ATTRIBUTE)].flatMap(({ 0: name, index: start }) => {
    const end = endOfValue(text, start + name.length);
    return end === undefined ? [] : [{ start, end, after: '' }];
  });
}

function functionAt(text: string, start: number): string {
  const [own = ''] = text.slice(start).split(/\n(?=create function )/, 1);
  const end = own.includes('$$;') ? own.indexOf('$$;') : own.indexOf(';\n');
  return own.slice(0, end + 1);
}

function conditionsOf(text: string): Edit[] {
  return [...text.matchAll(CONDITION)].flatMap(({ 0: word, index }) => {
    const start = index + word.length;
    if (isComment(text, index) || NO_CONDITION.test(text.slice(start))) return [];
    return [{ start, end: endOfCondition(text, start), after: 'true' }];
  });
}

function endOfCondition(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    const isWord = /\s/.test(text.charAt(at - 1)) && END.test(text.slice(at));
    if (depth < 0 || (depth === 0 && (char === ';' || char === '$' || isWord))) {
      return start + text.slice(start, at).trimEnd().length;
    }
  }
  return text.length;
}

function endOfValue(text: string, start: number): number | undefined {
  if (text.charAt(start) === '"') return text.indexOf('"', start + 1) + 1;
  if (!text.startsWith('${', start)) return undefined;
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text.charAt(at) === '{') depth += 1;
    if (text.charAt(at) === '}') depth -= 1;
    if (text.charAt(at) === '}' && depth === 0) return at + 1;
  }
  return undefined;
}

function isComment(text: string, at: number): boolean {
  return /^\s*(--|\/?\*)/.test(text.slice(text.lastIndexOf('\n', at) + 1, at + 1));
}

function moved({ start, end, after }: Edit, by: number): Edit {
  return { start: start + by, end: end + by, after };
}
