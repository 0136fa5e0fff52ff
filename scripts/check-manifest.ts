/**
 * Whether the docstrings of the tags say what the code does: each part, slot, state, event, property
 * and attribute that a page can see is documented, and each that is documented is there.
 * Whether its tests and pictures are where those of every tag are, and each act that a page can stop among
 * them.
 */
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { makeManifest, tagsOf, type Documented, type DocumentedTag } from './manifest.ts';
import { readTagCode, type TagCode } from './tag-code.ts';

const manifest = await makeManifest();
const codeOf = readTagCode();
const pictures = readFileSync('test/shots.ts', 'utf8');
const findings = tagsOf(manifest).flatMap(tag => {
  const code = codeOf(tag.file);
  const own = [...compare(tag, code), ...defaults(tag, code), ...words(tag), ...tests(tag, code)];
  return [...own.map(finding => `<${tag.tagName}>: ${finding}`), ...code.unknown];
});
for (const finding of new Set(findings)) console.error(finding);
if (tagsOf(manifest).length === 0) console.error('No tag was found.');
if (findings.length > 0 || tagsOf(manifest).length === 0) process.exitCode = 1;

function compare(tag: DocumentedTag, code: TagCode): string[] {
  const reflected = [...code.reactive.values()].filter(attribute => attribute !== undefined);
  const fields = tag.members
    ?.filter(({ kind }) => kind === 'field')
    .map(({ name, attribute }) => `${name} as ${attribute ?? 'none'}`);
  const reactive = [...code.reactive].map(
    ([name, attribute]) => `${name} as ${attribute ?? 'none'}`,
  );
  return [
    ...differences('part', names(tag.cssParts), code.parts),
    ...differences('slot', names(tag.slots), code.slots),
    ...differences('state', names(tag.cssStates), code.states),
    ...differences('custom property', names(tag.cssProperties), code.properties.keys()),
    ...differences(
      'event',
      tag.events?.map(({ name, type }) => `${name} (${String(type?.text)})`) ?? [],
      [...code.events].map(([name, type]) => `${name} (${type})`),
    ),
    ...differences('property and its attribute', fields ?? [], reactive),
    ...differences('attribute', names(tag.attributes), [...reflected, ...code.attributes]),
    ...[...code.styledStates]
      .filter(state => !code.states.has(state))
      .map(state => `the styles ask for the state ${state}, which is never set`),
  ];
}

function differences(
  kind: string,
  documented: readonly string[],
  there: Iterable<string>,
): string[] {
  const said = new Set(documented);
  const done = new Set(there);
  return [
    ...[...done.difference(said)].map(name => `the ${kind} ${name} is not documented`),
    ...[...said.difference(done)].map(name => `the ${kind} ${name} is documented and not there`),
    ...(said.size < documented.length ? [`a ${kind} is documented twice`] : []),
  ];
}

/** A default that is documented is the one that the styles have. */
function defaults({ cssProperties = [] }: DocumentedTag, { properties }: TagCode): string[] {
  return cssProperties
    .filter(({ name, default: said }) => said !== undefined && said !== properties.get(name))
    .map(
      ({ name, default: said }) =>
        `${name} is ${String(properties.get(name))}, not ${String(said)}`,
    );
}

/** Of a tag that shows something. */
function tests({ tagName, cssParts = [] }: DocumentedTag, { acts }: TagCode): string[] {
  if (cssParts.length === 0) return [];
  const fileIn = (folder: string): string => `test/elements${folder}/${tagName}.test.ts`;
  const actsFile = fileIn('/acts');
  const rows = existsSync(actsFile) ? readFileSync(actsFile, 'utf8') : '';
  return [
    ...['', '/suites', '/keyboard']
      .map(fileIn)
      .filter(file => !existsSync(file))
      .map(file => `there is no ${file}`),
    ...[...acts]
      .filter(name => !rows.includes(`before: '${name}'`))
      .map(name => `${actsFile} has no act with ${name} before it`),
    ...(pictures.includes(`{ tag: '${tagName}'`) ? [] : ['there is no picture in test/shots.ts']),
  ];
}

function words(tag: DocumentedTag): string[] {
  const all = [
    tag,
    ...(tag.members ?? []),
    ...(tag.attributes ?? []),
    ...(tag.slots ?? []),
    ...(tag.events ?? []),
    ...(tag.cssParts ?? []),
    ...(tag.cssProperties ?? []),
    ...(tag.cssStates ?? []),
  ];
  return all
    .filter(({ description = '' }) => !/\w.*\.$/s.test(description.trim()))
    .map(({ name }) => `${name === '' ? 'the default slot' : name} is not described in sentences`);
}

function names(documented: readonly Documented[] = []): string[] {
  return documented.map(({ name }) => name);
}
