import { css, html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { Invitation, InvitationLinks } from '../../client/backend-client.ts';
import type { Problem } from '../../client/problem.ts';
import type { Localize } from '../i18n/localize.ts';
import { CHECK, icon, LINK } from '../primitives/icon.ts';

/** What copying needs of the tag around it. */
export interface LinkCopyOptions {
  readonly localize: Localize;
  /** Asks for the links. */
  readonly load: (invitations: readonly string[]) => Promise<InvitationLinks>;
  /** Waits for an answer, and goes on with it if whoever has asked is still there. */
  readonly attempt: <Answer>(
    send: () => Promise<Answer>,
    done: (answer: Answer) => unknown,
  ) => Promise<Problem | undefined>;
  readonly say: (sentence: string) => void;
}

/** What became of the last press. */
interface Copy {
  /** Which button it was: that of a link, or a name for several. */
  readonly of: string;
  readonly state: 'copied' | 'shown' | 'failed';
  /** The links, to be copied by hand; or why there are none, in whatever the page's language then is. */
  readonly text: () => string;
}

/** Copies the links of invitations; where the browser does not let it, shows them selected. */
export class LinkCopy {
  readonly #host: LitElement;
  readonly #options: LinkCopyOptions;
  #last: Copy | undefined;

  constructor(host: LitElement, options: LinkCopyOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** The button that copies the link of one, with the word or as an icon alone. */
  button(invitation: Invitation, isIcon = false): TemplateResult {
    const { localize } = this.#options;
    const label = isIcon ? '' : localize.term('copyLink');
    const name = localize.term('copyLinkTo', invitation.address);
    return this.buttonFor(linkOf(invitation), [invitation], label, name);
  }

  /**
   * A button that copies several.
   * @param of tells it from the others
   * @param label its word; without one it is an icon
   * @param name what it is called
   */
  buttonFor(
    of: string,
    invitations: readonly Invitation[],
    label: string,
    name = label,
  ): TemplateResult {
    const isCopied = this.#copyOf(of)?.state === 'copied';
    const copied = this.#options.localize.term('copied');
    return html`<button
      class="quiet ${label === '' ? 'icon' : ''}"
      part="copy-button"
      type="button"
      aria-label=${isCopied ? `${copied}. ${name}` : name}
      title=${label === '' ? name : nothing}
      @click=${() => void this.#copy(of, invitations)}
    >
      ${icon(isCopied ? CHECK : LINK)}${label && isCopied ? copied : label}
    </button>`;
  }

  /** What stands beneath a button where the link of one was not copied. */
  outcomeOf(invitation: Invitation): TemplateResult | typeof nothing {
    return this.outcome(linkOf(invitation));
  }

  /** The same of several. */
  outcome(of: string): TemplateResult | typeof nothing {
    const copy = this.#copyOf(of);
    const { localize } = this.#options;
    switch (copy?.state) {
      case 'failed':
        return html`<p class="problem" part="problem" role="alert">${copy.text()}</p>`;
      case 'shown':
        return html`<div class="by-hand">
          <label class="small" for="link" part="label">${localize.term('copyByHand')}</label>
          <textarea
            id="link"
            part="link"
            readonly
            rows="3"
            dir="ltr"
            .value=${copy.text()}
          ></textarea>
        </div>`;
      default:
        return nothing;
    }
  }

  /** Another one is not shown them. */
  forget(): void {
    this.#last = undefined;
  }

  async #copy(of: string, invitations: readonly Invitation[]): Promise<void> {
    const { localize, load, attempt, say } = this.#options;
    const answer = load(invitations.map(({ id }) => id));
    // Some browsers let a page copy only what it has begun to copy while the button was pressed.
    const copied = toClipboard(answer.then(({ links }) => textOf(links, invitations)));
    const problem = await attempt(
      () => answer,
      async ({ links }) => {
        const text = textOf(links, invitations);
        const [failed] = links.flatMap(link => link.problem ?? []);
        if (text === '' && failed) {
          this.#set(of, 'failed', () => localize.term('invitationProblem', failed));
        } else if (await copied) {
          this.#set(of, 'copied');
          say(localize.term('linksCopied', links.filter(({ url }) => url !== null).length));
        } else {
          this.#set(of, 'shown', () => text);
          await this.#host.updateComplete;
          this.#host.renderRoot.querySelector<HTMLTextAreaElement>('#link')?.select();
        }
      },
    );
    if (problem) this.#set(of, 'failed', () => localize.term('problem', problem));
  }

  #copyOf(of: string): Copy | undefined {
    return this.#last?.of === of ? this.#last : undefined;
  }

  #set(of: string, state: Copy['state'], text = (): string => ''): void {
    this.#last = { of, state, text };
    this.#host.requestUpdate();
  }
}

/** The link that an invitation has: sent again, it has another, and the one copied opens nothing. */
function linkOf({ id, sentAt }: Invitation): string {
  return `${id} ${sentAt}`;
}

/** One link alone; of several, each with its address before it. */
function textOf(links: InvitationLinks['links'], invitations: readonly Invitation[]): string {
  const lines = links.flatMap(({ id, url }) => {
    if (url === null) return [];
    const address = invitations.find(invitation => invitation.id === id)?.address ?? '';
    return [invitations.length === 1 ? url : `${address} ${url}`];
  });
  return lines.join('\n');
}

/** @returns whether the browser has let it be copied */
async function toClipboard(text: Promise<string>): Promise<boolean> {
  try {
    const blob = text.then(words => {
      if (words === '') throw new Error('There is nothing to copy.');
      return new Blob([words], { type: 'text/plain' });
    });
    // Not every browser takes it that there is none.
    blob.catch(() => undefined);
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
    return true;
  } catch {
    return false;
  }
}

/** The styles that it needs. */
export const linkCopyStyles = css`
  .by-hand {
    display: grid;
    gap: 6px;
  }
  [part='link'] {
    inline-size: 100%;
    padding: 6px 10px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-control);
    background: var(--_raised);
    color: inherit;
    font: inherit;
    overflow-wrap: anywhere;
    resize: none;
  }
`;
