import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { html } from 'hono/html';
import { page, type Markup } from './page.ts';

const THEMES = new URL('../src/themes/', import.meta.url);

/** The three tokens, and where one's own begin. */
const TOKENS = [
  { token: '--org-accent', name: 'Accent', value: '#0f766e' },
  { token: '--org-surface', name: 'Surface', value: '#ffffff' },
  { token: '--org-text', name: 'Text', value: '#1c2321' },
];

/** Shows the tags in each theme that ships, and in colours that are chosen there. */
export function themingPage(): Markup {
  return page({
    kind: 'tag',
    title: 'Theming · Orgtags',
    script: 'theming.ts',
    heading: html`<a class="home" href="/">Orgtags</a>`,
    main: html`<header>
        <h1>Theming</h1>
        <p>
          Three custom properties make a theme: the accent, the surface and the text. Every other
          colour is derived from them. Each can be set by itself, too; the page of a tag names them
          all. The text should stand out from the surface by 12 to 1 or more.
        </p>
      </header>
      <section aria-labelledby="yours">
        <h2 id="yours">Colours of your own</h2>
        <figure id="own" class="theme" aria-labelledby="yours">
          <div class="colours">
            ${TOKENS.map(
              ({ token, name, value }) =>
                html`<label>
                  <input type="color" name="${token}" value="${value}" autocomplete="off" />
                  ${name}
                </label>`,
            )}
          </div>
          ${stage('yours', '')}
        </figure>
      </section>
      <section aria-labelledby="ship">
        <h2 id="ship">Themes that ship</h2>
        <p class="about">
          Each is a stylesheet of its own, <code>orgtags/themes/ink.css</code> say, for the whole
          page.
        </p>
        <div class="themes">${themes().map(theme)}</div>
      </section>`,
  });
}

interface Theme {
  readonly name: string;
  readonly css: string;
}

function themes(): Theme[] {
  return readdirSync(fileURLToPath(THEMES))
    .filter(file => file.endsWith('.css'))
    .toSorted()
    .map(file => ({
      name: file.slice(0, -'.css'.length),
      css: readFileSync(new URL(file, THEMES), 'utf8'),
    }));
}

/** Its first comment says what it is. */
function theme({ name, css }: Theme): Markup {
  const [, about = '', rule = css] = /^\/\* (.*?) \*\/\n(.*)$/s.exec(css) ?? [];
  return html`<figure class="theme">
    <figcaption id="${name}"><b>${name}.css</b> ${about}</figcaption>
    ${stage(name, rule.trim())}
  </figure>`;
}

function stage(label: string, css: string): Markup {
  return html`<div class="stage">
      <org-provider data-as="owner"><org-switcher></org-switcher></org-provider>
      <org-provider data-as="nobody"><sign-in-form></sign-in-form></org-provider>
      <org-provider data-as="owner" org="acme"><member-table></member-table></org-provider>
    </div>
    <pre tabindex="0" aria-labelledby="${label}"><code>${css}</code></pre>`;
}
