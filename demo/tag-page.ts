import { html } from 'hono/html';
import type { Documented, DocumentedMember, DocumentedTag, Manifest } from '../scripts/manifest.ts';
import { KEYBOARD } from './keyboard/index.ts';
import {
  BEYOND,
  type Key,
  type KeyboardRow,
  type KeyboardTable,
} from './keyboard/keyboard-table.ts';
import { page, words, type Markup } from './page.ts';
import { PEOPLE } from './people.ts';
import { SHOWN_ROLES } from './role-sessions.ts';

/** What the page of a tag shows where the tag alone would not say enough. */
interface Example {
  /** The HTML of a page that has it. */
  readonly code?: string;
  /** What is shown of it, inside a provider. */
  readonly content?: Markup;
  /** The organization is the person's choice, and not pinned. */
  readonly switches?: boolean;
}

/** Where the visitors' tag is seen. */
export interface Visitors {
  /** The id of the organization that they chat with; undefined where there is none. */
  readonly organization: string | undefined;
  /** The address of another site that has it. */
  readonly site: string;
}

/** The tag that is for no member. */
const GUEST = 'guest-chat-join';

const SCRIPT = `<script
  type="module"
  src="https://app.example/orgtags.js"
  data-orgtags="https://app.example"
></script>

`;

const GUEST_SCRIPT = `<script type="module" src="https://app.example/guest-chat.js"></script>

`;

const EXAMPLES: Readonly<Record<string, Example>> = {
  [GUEST]: {
    code: `<guest-chat-join
  base-url="https://app.example"
  organization="0199a6c1-0000-7000-8000-000000000000"
></guest-chat-join>`,
  },
  'invite-accept': { code: `<invite-accept href="/console.html"></invite-accept>` },
  'org-provider': {
    code: `<org-provider base-url="https://app.example" org="acme">
  <org-switcher></org-switcher>
  <member-table></member-table>
</org-provider>`,
    content: html`<org-switcher></org-switcher>`,
  },
  'org-switcher': { switches: true },
};

const ROLE_NAMES = { owner: 'Owner', admin: 'Admin', member: 'Member', viewer: 'Viewer' } as const;

/** Everything about one tag: what it is for, how it looks to whom, how it is used, what it offers. */
export function tagPage(
  tag: DocumentedTag,
  tags: readonly DocumentedTag[],
  manifest: Manifest,
  visitors: Visitors,
): Markup {
  const { tagName, description } = tag;
  return page({
    kind: 'tag',
    title: `<${tagName}> · Orgtags`,
    script: 'tag-page.ts',
    heading: html`<a class="home" href="/">Orgtags</a>`,
    main: html`<nav class="siblings" aria-label="Tags">
        ${tags.map(
          ({ tagName: name }) =>
            html`<a href="/tags/${name}.html" ${name === tagName ? html`aria-current="page"` : ''}
              ><code>${name}</code></a
            >`,
        )}
      </nav>
      <header>
        <h1><code>&lt;${tagName}&gt;</code></h1>
        <p class="purpose">${words(description)}</p>
      </header>
      ${usage(tagName)} ${tagName === GUEST ? visitorsView(visitors) : live(tagName)}
      ${keyboard(tagName)} ${reference('Attributes and properties', properties(tag.members))}
      ${reference('Methods', methods(tag.members))} ${reference('Slots', slots(tag.slots))}
      ${reference('Events', events(tag.events, manifest), 'They bubble, also out of shadow roots.')}
      ${reference('Parts', named(tag.cssParts), html`Styled by <code>::part()</code>.`)}
      ${reference('States', states(tag.cssStates), html`Styled by <code>:state()</code>.`)}
      ${reference(
        'Custom properties',
        named(tag.cssProperties),
        'Set on the tag or anywhere above it.',
      )}`,
  });
}

function usage(tagName: string): Markup {
  const code = EXAMPLES[tagName]?.code ?? `<${tagName}></${tagName}>`;
  return html`<section aria-labelledby="use">
    <div class="section-head">
      <h2 id="use">Use it</h2>
      <span id="copied" role="status"></span>
      <button id="copy" type="button">Copy</button>
    </div>
    <pre
      id="code"
      tabindex="0"
      aria-labelledby="use"
    ><code>${tagName === GUEST ? GUEST_SCRIPT : SCRIPT}${code}</code></pre>
  </section>`;
}

function live(tagName: string): Markup {
  const { content = html`<${tagName}></${tagName}>`, switches = false } = EXAMPLES[tagName] ?? {};
  const pin = switches ? '' : html`org="acme"`;
  return html`<section aria-labelledby="live">
    <div class="section-head">
      <h2 id="live">As each role sees it</h2>
      <label><input id="wide" type="checkbox" autocomplete="off" /> One below the other</label>
    </div>
    <p class="about">
      Four people of Acme Robotics, each with a session of their own. What one of them changes is
      stored, and the others see it.
    </p>
    <div class="roles">
      ${SHOWN_ROLES.map(
        role =>
          html`<figure class="${tagName}">
            <figcaption><b>${ROLE_NAMES[role]}</b> ${PEOPLE[role].name}</figcaption>
            <div class="stage">
              <org-provider data-as="${role}" ${pin}>${content}</org-provider>
            </div>
          </figure>`,
      )}
    </div>
  </section>`;
}

function visitorsView({ organization, site }: Visitors): Markup {
  return html`<section aria-labelledby="live">
    <div class="section-head"><h2 id="live">As a visitor sees it</h2></div>
    <p class="about">
      Of Acme Robotics, whose members answer in the console. It stands in its place here; on
      <a href="${site}/">a public site</a> it is a button in the corner.
    </p>
    <div class="roles">
      <figure class="${GUEST}">
        <figcaption><b>Visitor</b></figcaption>
        <div class="stage">
          <guest-chat-join inline organization="${organization ?? ''}"></guest-chat-join>
        </div>
      </figure>
    </div>
  </section>`;
}

const KEY_NAMES: Readonly<Partial<Record<Key, string>>> = {
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  Comma: ',',
  Escape: 'Esc',
  Letters: 'letters',
  Semicolon: ';',
};

/** What keys do, which the tests press. */
function keyboard(tagName: string): Markup {
  const rows = Object.values((KEYBOARD as Readonly<Record<string, KeyboardTable>>)[tagName] ?? {});
  if (rows.length === 0) return html``;
  return html`<section aria-labelledby="keyboard">
    <h2 id="keyboard">Keyboard</h2>
    <p class="about">By the part that has the focus. Each line is run as a test.</p>
    <table aria-labelledby="keyboard">
      <colgroup>
        <col class="name" />
        <col />
      </colgroup>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">Keys, and where</th>
          <th scope="col">What they do, and where the focus goes</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(keyboardRow)}
      </tbody>
    </table>
  </section>`;
}

function keyboardRow({ at, keys, does, to }: KeyboardRow): Markup {
  const moves = to.length > 1 || to[0] !== at;
  return html`<tr>
    <th scope="row">
      ${keys.map(key => html`<kbd>${KEY_NAMES[key] ?? key}</kbd> `)}
      <span class="about"><code>${at}</code></span>
    </th>
    <td>
      ${does}
      ${
        moves
          ? html`<span class="about">
              Focus:
              ${to.map((place, index) => html`${index === 0 ? '' : ' → '}${placeName(place)}`)}
            </span>`
          : ''
      }
    </td>
  </tr>`;
}

function placeName(place: string): Markup {
  return place === BEYOND ? html`${place}` : html`<code>${place}</code>`;
}

/** One thing that a tag offers. */
interface Row {
  readonly name: Markup | string;
  /** Said beneath the name. */
  readonly also?: Markup | string | undefined;
  readonly words: Markup;
  /** Said beneath the words. */
  readonly details?: Markup | string | undefined;
  readonly shared: boolean;
}

function reference(title: string, rows: readonly Row[], about: Markup | string = ''): Markup {
  if (rows.length === 0) return html``;
  const id = title.toLowerCase().replaceAll(' ', '-');
  const own = rows.filter(({ shared }) => !shared);
  const shared = rows.filter(row => row.shared);
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${about === '' ? '' : html`<p class="about">${about}</p>`}
    <table aria-labelledby="${id}">
      <colgroup>
        <col class="name" />
        <col />
      </colgroup>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">Name</th>
          <th scope="col">What it is</th>
        </tr>
      </thead>
      ${
        own.length === 0
          ? ''
          : html`<tbody>
              ${own.map(tableRow)}
            </tbody>`
      }
      ${
        shared.length === 0
          ? ''
          : html`<tbody>
              <tr>
                <th class="group" scope="rowgroup" colspan="2">Shared with other tags</th>
              </tr>
              ${shared.map(tableRow)}
            </tbody>`
      }
    </table>
  </section>`;
}

function tableRow({ name, also, words: said, details }: Row): Markup {
  return html`<tr>
    <th scope="row">
      <code>${name}</code>
      ${also === undefined ? '' : html`<span class="about">${also}</span>`}
    </th>
    <td>${said} ${details === undefined ? '' : html`<span class="about">${details}</span>`}</td>
  </tr>`;
}

function properties(members: readonly DocumentedMember[] = []): Row[] {
  return members
    .filter(({ kind }) => kind === 'field')
    .map(({ name, attribute, reflects, ...member }) => {
      const type = html`<code>${member.type?.text ?? 'unknown'}</code>`;
      const isDefault =
        member.default === undefined ? '' : html`, <code>${member.default}</code> by default`;
      return {
        ...row({ name, ...member }),
        name: attribute ?? name,
        also:
          attribute === undefined
            ? 'property only'
            : attribute !== name
              ? html`property <code>${name}</code>`
              : undefined,
        details: html`${type}${isDefault}${reflects ? ', reflected' : ''}`,
      };
    });
}

function methods(members: readonly DocumentedMember[] = []): Row[] {
  return members
    .filter(({ kind }) => kind === 'method')
    .map(method => ({ ...row(method), name: `${method.name}()` }));
}

function slots(documented: readonly Documented[] = []): Row[] {
  return documented.map(slot => ({
    ...row(slot),
    name: slot.name === '' ? '(default)' : slot.name,
  }));
}

function states(documented: readonly Documented[] = []): Row[] {
  return documented.map(state => ({ ...row(state), name: `:state(${state.name})` }));
}

function events(documented: readonly Documented[] = [], { modules }: Manifest): Row[] {
  const classes = modules.flatMap(({ declarations }) => declarations);
  return documented.map(event => {
    const carried = classes.find(({ name }) => name === event.type?.text)?.members ?? [];
    return {
      ...row(event),
      also: html`<code>${breakable(event.type?.text ?? 'Event')}</code>`,
      details: carried.length === 0 ? undefined : html`Carries ${carried.map(carries)}.`,
    };
  });
}

/** A class's name, which may go on in the next line at each of its words. */
function breakable(name: string): Markup {
  return html`${name.split(/(?=[A-Z])/).map(word => html`<wbr />${word}`)}`;
}

function carries({ name, type, description }: Documented, index: number): Markup {
  const meaning = description === undefined ? '' : html` (${words(lowered(description))})`;
  return html`${index === 0 ? '' : ', '}<code>${name}: ${type?.text ?? 'unknown'}</code>${meaning}`;
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
}

function named(documented: readonly Documented[] = []): Row[] {
  return documented.map(row);
}

function row({ name, description, default: value, inheritedFrom }: Omit<Documented, 'type'>): Row {
  return {
    name,
    words: words(description),
    details: value === undefined ? undefined : html`<code>${value}</code> by default`,
    shared: inheritedFrom !== undefined,
  };
}
