import { html } from 'hono/html';

/** Text, or elements with all text in them escaped. */
export type Markup = ReturnType<typeof html>;

/** A page that is made when it is asked for. */
export function page(content: {
  readonly title: string;
  readonly heading: Markup;
  readonly main: Markup;
  /** The module of the page, in `demo/pages/`. */
  readonly script?: string;
  /** Decides the layout. */
  readonly kind: 'index' | 'tag';
}): Markup {
  const { title, heading, main, script, kind } = content;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/demo.css" />
        ${script === undefined ? '' : html`<script type="module" src="/${script}"></script>`}
      </head>
      <body class="${kind}">
        <header class="top">
          ${heading}
          <nav aria-label="Demo">
            <a href="/console.html">Console</a>
            <a href="/theming.html">Theming</a>
            <a href="/mailbox.html">Mailbox</a>
            <a href="/own-sign-in.html">Own sign-in</a>
          </nav>
        </header>
        <main>${main}</main>
      </body>
    </html>`;
}

/** The words of a docstring, what stands in backticks as code. */
export function words(description = ''): Markup {
  const pieces = description.replaceAll(/\s+/g, ' ').split('`');
  return html`${pieces.map((piece, index) =>
    index % 2 === 1 ? html`<code>${piece}</code>` : piece,
  )}`;
}
