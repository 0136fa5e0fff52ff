import { expect, fixture } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { html, render } from 'lit';
import { avatarStyles } from '../../src/ui/primitives/avatar.ts';
import { dialogStyles } from '../../src/ui/primitives/dialog.ts';
import { badgeStyles } from '../../src/ui/primitives/role-badge.ts';
import { shared } from '../../src/ui/styles/shared.ts';
import { contrast } from '../support/colours.ts';
import { text } from '../support/dom.ts';

/** What WCAG asks of words, as 4.5 to 1. */
const AA = 4.5;

/** Accent, surface and text. */
type Tokens = readonly [accent: string, surface: string, text: string];

/** What a page may choose without a thought for the tags. */
const OTHERS: Readonly<Record<string, Tokens>> = {
  'black on white': ['#111', '#fff', '#111'],
  'white on black': ['#fafafa', '#0a0a0a', '#ededed'],
  green: ['#1f7a4d', '#fff', '#1b1b1b'],
  'blue at night': ['#7aa2f7', '#1a1b26', '#c0caf5'],
  amber: ['#f5b301', '#fff', '#1b1b1b'],
  yellow: ['#ffe600', '#fff', '#1b1b1b'],
  coral: ['#ff5a5f', '#fff', '#1b1b1b'],
  'a red between black words and white ones': ['#e60068', '#fff', '#1b1b1b'],
  'navy at night': ['#1a237e', '#16181d', '#e9ebef'],
  'a red on which black is hardly better than white': ['#e03a10', '#fff', '#1b1b1b'],
  'a blue on which white is hardly better than black': ['#4a68f0', '#121212', '#eee'],
};

const themes: readonly (readonly [name: string, css: string])[] = [
  ['the default', ''],
  ...(await executeServerCommand<[string, string][], never>('kit:themes')),
  ...Object.entries(OTHERS).map(
    ([name, [accent, surface, words]]) =>
      [
        name,
        `:root { --org-accent: ${accent}; --org-surface: ${surface}; --org-text: ${words}; }`,
      ] as const,
  ),
];

// What is under the pointer, without one.
const styles = [...shared, avatarStyles, badgeStyles, dialogStyles]
  .map(({ cssText }) => cssText.replaceAll(':hover', '.under-pointer'))
  .join('');

const GROUNDS = ['surface', 'raised', 'hover', 'accent-soft'];

/** Everything that has words, on everything that it can be on. */
const specimen = html`
  ${GROUNDS.map(
    ground => html`
      <div .style=${`background: var(--_${ground})`}>
        <p>text on ${ground}</p>
        <p class="muted">muted on ${ground}</p>
        <p class="problem">problem on ${ground}</p>
        <p .style=${'color: var(--_accent-text)'}>link on ${ground}</p>
        <span class="badge">badge on ${ground}</span>
      </div>
    `,
  )}
  <div .style=${'background: var(--_surface)'}>
    <span class="badge accent">accent badge</span>
    <span class="avatar" .style=${'--_hue: 110'}>avatar</span>
    ${['', 'under-pointer'].map(at =>
      ['', 'primary', 'primary danger', 'quiet'].map(
        kind => html`<button class="${kind} ${at}">${kind} button ${at}</button>`,
      ),
    )}
  </div>
`;

describe('three tokens make a theme (R43)', () => {
  for (const [name, css] of themes) {
    for (const scheme of ['light', 'dark']) {
      it(`reads well in ${name}, on a page that is ${scheme}`, async () => {
        const host = await fixture<HTMLElement>(html`<div></div>`);
        const root = host.attachShadow({ mode: 'open' });
        const [sheet, theme] = [new CSSStyleSheet(), new CSSStyleSheet()];
        sheet.replaceSync(styles);
        theme.replaceSync(css.replace(':root', ':host'));
        root.adoptedStyleSheets = [sheet, theme];
        host.style.colorScheme = scheme;
        render(specimen, root);
        const illegible = [...root.querySelectorAll<HTMLElement>('p, span, button')]
          .map(element => [text(element), contrast(element)] as const)
          .filter(([, ratio]) => ratio < AA)
          .map(([words, ratio]) => `${words} ${ratio.toFixed(2)}`);
        expect(illegible).to.deep.equal([]);
      });
    }
  }
});
