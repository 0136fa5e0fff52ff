import { html, nothing } from 'lit';
import type { fromMarkdown } from 'mdast-util-from-markdown';
import { later } from './later.ts';

type Parse = typeof fromMarkdown;
type Root = ReturnType<Parse>;
type Nodes = Root | Root['children'][number];

const load = later(() => import('mdast-util-from-markdown'));
let parse: Parse | undefined;

/**
 * Loads what reads Markdown, which only pages with an answer need: it is as large as a tag.
 * @param done told when it is there; the next that asks tries again when it could not be loaded
 */
export function loadMarkdown(done: () => void): void {
  if (parse) return;
  load().then(({ fromMarkdown }) => {
    parse = fromMarkdown;
    done();
  }, reportError);
}

/**
 * Markdown as templates: never as HTML, so that nothing in it runs. Pictures are left out, since to load one
 * tells who reads; of links those go somewhere that lead where the answer is from.
 * @param cited the addresses that may be linked to
 * @returns undefined before {@link loadMarkdown} is done
 */
export function markdown(text: string, cited: readonly string[]): unknown {
  return parse && drawn(parse(text), new Set(cited));
}

function drawn(node: Nodes, cited: ReadonlySet<string>): unknown {
  const inside = (): unknown => children(node, cited);
  switch (node.type) {
    case 'text':
    case 'html':
      return node.value;
    case 'paragraph':
      return html`<p>${inside()}</p>`;
    case 'heading':
      return html`<p><strong>${inside()}</strong></p>`;
    case 'strong':
      return html`<strong>${inside()}</strong>`;
    case 'emphasis':
      return html`<em>${inside()}</em>`;
    case 'inlineCode':
      return html`<code>${node.value}</code>`;
    case 'code':
      return html`<pre><code>${node.value}</code></pre>`;
    case 'blockquote':
      return html`<blockquote>${inside()}</blockquote>`;
    case 'list':
      return node.ordered
        ? html`<ol>
            ${inside()}
          </ol>`
        : html`<ul>
            ${inside()}
          </ul>`;
    case 'listItem':
      return html`<li>${inside()}</li>`;
    case 'break':
      return html`<br />`;
    case 'link':
      return cited.has(node.url) ? link(node.url, inside()) : inside();
    case 'image':
      return node.alt ?? nothing;
    default:
      return 'children' in node ? inside() : nothing;
  }
}

function children(node: Nodes, cited: ReadonlySet<string>): unknown[] {
  return 'children' in node ? node.children.map(child => drawn(child, cited)) : [];
}

/** A link that tells where it leads nothing, and leads nowhere but to a page. */
export function link(url: string, words: unknown): unknown {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return words;
  return html`<a href=${url} target="_blank" rel="noopener noreferrer nofollow">${words}</a>`;
}
