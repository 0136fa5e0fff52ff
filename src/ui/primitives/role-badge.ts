import { css, html, type TemplateResult } from 'lit';
import type { Role } from '../../client/policy.ts';
import type { Localize } from '../i18n/localize.ts';

/** A role as a word, tinted for those who manage. */
export function roleBadge(role: Role, localize: Localize): TemplateResult {
  const tint = role === 'owner' || role === 'admin' ? 'accent' : '';
  return html`<span class="badge ${tint}" part="role">${localize.term('role', role)}</span>`;
}

/** The styles that {@link roleBadge} needs; `badge` serves other short words, too. */
export const badgeStyles = css`
  .badge {
    display: inline-block;
    padding: 0 0.6em;
    border: 1px solid var(--_line);
    border-radius: 0.75em;
    color: var(--_muted);
    font-size: 0.857143em;
    font-weight: 500;
    line-height: 1.5em;
    white-space: nowrap;
  }
  .badge.accent {
    border-color: transparent;
    background: var(--_accent-soft);
    color: var(--_accent-text);
  }
`;
