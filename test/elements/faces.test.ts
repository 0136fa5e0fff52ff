import { html } from 'lit';
import { describeFaces } from '../support/faces.ts';

describeFaces('member-table', {
  template: () => html`<member-table></member-table>`,
  ready: 'row',
});
describeFaces('org-switcher', {
  template: () => html`<org-switcher></org-switcher>`,
  ready: 'trigger',
});
describeFaces('sign-in-form', {
  template: () => html`<sign-in-form></sign-in-form>`,
  ready: 'account',
  accounts: true,
});
