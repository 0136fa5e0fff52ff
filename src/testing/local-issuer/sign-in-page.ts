import { html } from 'hono/html';
import type { IssuerPerson } from './person.ts';

/** What the page looks like. */
export const SIGN_IN_STYLE = `
:root {
  color-scheme: light dark;
  --text: light-dark(#191c22, #e9ebef);
  --surface: light-dark(#ffffff, #16181d);
  --line: color-mix(in oklab, var(--text) 12%, transparent);
  --muted: color-mix(in oklab, var(--text) 64%, var(--surface));
  --accent: light-dark(oklch(0.53 0.19 268), oklch(0.72 0.14 268));
  font: 400 14px/1.45 Inter, 'Open Sans', system-ui, sans-serif;
  background: light-dark(#f3f4f6, #0d0f13);
  color: var(--text);
}
body {
  display: grid;
  place-items: center;
  min-block-size: 100vh;
  margin: 0;
}
main {
  box-sizing: border-box;
  inline-size: min(24rem, 100%);
  padding: 24px 20px;
}
form {
  overflow: hidden;
  border: 1px solid var(--line);
  border-radius: 8px;
  background: var(--surface);
  box-shadow: 0 1px 2px light-dark(rgb(16 20 30 / 0.06), rgb(0 0 0 / 0.5));
}
header {
  padding: 20px;
}
h1 {
  margin: 0;
  font-size: 1.142857em;
  font-weight: 600;
}
p {
  margin: 4px 0 0;
  color: var(--muted);
}
button {
  display: block;
  inline-size: 100%;
  padding: 12px 20px;
  border: 0;
  border-block-start: 1px solid var(--line);
  background: none;
  color: inherit;
  font: inherit;
  text-align: start;
  overflow-wrap: anywhere;
  cursor: pointer;
}
button:hover {
  background: color-mix(in oklab, var(--text) 4%, var(--surface));
}
button:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: -2px;
}
strong {
  display: block;
  font-weight: 500;
}
small {
  color: var(--muted);
  font-size: 0.928571em;
}
`;

/** The page needs no more than its own style. */
export const SIGN_IN_POLICY =
  "default-src 'none'; style-src 'self'; img-src data:; frame-ancestors 'none'";

/** Asks who it is, among the people that the issuer knows; the answer is posted to the same address. */
export function signInPage(people: readonly IssuerPerson[]) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Sign in</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/sign-in.css" />
      </head>
      <body>
        <main>
          <form method="post">
            <header>
              <h1>Who are you?</h1>
              <p>This sign-in is for tests and demos: it believes everyone.</p>
            </header>
            ${people.map(
              ({ subject, name, email }) =>
                html`<button name="subject" value="${subject}">
                  <strong><bdi>${name}</bdi></strong>
                  <small>${email}</small>
                </button>`,
            )}
          </form>
        </main>
      </body>
    </html>`;
}
