import { html } from 'hono/html';
import type { DocumentedTag } from '../scripts/manifest.ts';
import { page, words, type Markup } from './page.ts';
import { PASSWORD, PEOPLE } from './people.ts';

/** Lists every tag with one sentence. */
export function indexPage(tags: readonly DocumentedTag[]): Markup {
  return page({
    kind: 'index',
    title: 'Orgtags',
    heading: html`<h1>Orgtags</h1>`,
    main: html`<p>
        Organization and team tags for any page. Each has a page of its own, where it is shown to
        each role side by side. In the console, sign in as one of the demo people, say
        <code>${PEOPLE.owner.email}</code>, with the password <code>${PASSWORD}</code>.
      </p>
      <ul class="tags">
        ${tags.map(
          ({ tagName, description }) =>
            html`<li>
              <a href="/tags/${tagName}.html"><code>&lt;${tagName}&gt;</code></a>
              <p>${words(firstSentence(description))}</p>
            </li>`,
        )}
      </ul>`,
  });
}

function firstSentence(description = ''): string {
  return /^.*?[.;](?=\s|$)/s.exec(description)?.[0].replace(/;$/, '.') ?? description;
}
