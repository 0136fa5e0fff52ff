import { html, nothing, type TemplateResult } from 'lit';
import { state } from '../../ui/decorators.ts';
import type { Session } from '../../client/backend-client.ts';
import type { Problem } from '../../client/problem.ts';
import { checkAddress, inputDenialSentence } from '../../client/typed-text.ts';
import type { Ended } from '../../ui/context/session-store.ts';
import { OrgElement } from '../../ui/org-element.ts';
import { avatar, avatarStyles } from '../../ui/primitives/avatar.ts';
import { skeletonRows } from '../../ui/primitives/faces.ts';
import { textField, textFieldStyles } from '../../ui/primitives/text-field.ts';
import { SignedInEvent, SignedOutEvent } from './events.ts';
import { loadWords } from './words.ts';
import { styles } from './sign-in-form.styles.ts';

type FieldName = 'email' | 'password';

/**
 * Signs people in and out, with the accounts of the backend. Hidden where the backend has none.
 *
 * @tagname sign-in-form
 * @fires {SignedInEvent} org-signed-in - Somebody has signed in.
 * @fires {SignedOutEvent} org-signed-out - The session has been ended.
 * @fires {OrgErrorEvent} org-error - Something went wrong; the form says it, too.
 * @csspart form - The form.
 * @csspart field - A label, its input and what is wrong with it.
 * @csspart label - The label of an input.
 * @csspart input - An input.
 * @csspart hint - What helps to fill in an input, as a sentence.
 * @csspart problem - What is wrong, as a sentence.
 * @csspart sign-in-button - Signs in.
 * @csspart sign-out-button - Signs out.
 * @csspart avatar - The person's initials.
 * @csspart name - The person's name.
 * @cssstate busy - Signing in or out.
 */
export class SignInForm extends OrgElement {
  static {
    loadWords();
  }
  static override readonly styles = [OrgElement.styles, avatarStyles, textFieldStyles, styles];

  @state() private busy = false;
  @state() private problem: Problem | undefined;
  @state() private fieldProblems: Readonly<Partial<Record<FieldName, string>>> = {};

  protected override render(): TemplateResult | typeof nothing {
    const accounts = this.session.store?.client.capabilities.has('accounts') ?? true;
    return accounts ? super.render() : nothing;
  }

  protected override renderLoading(): TemplateResult {
    return html`<div class="card">${skeletonRows(1, this.localize.term('loading'))}</div>`;
  }

  protected override renderSignedOut(): TemplateResult {
    const { localize } = this;
    return html`<div class="card">
      <form part="form" novalidate aria-labelledby="heading" @submit=${this.#submit}>
        <h2 id="heading">${localize.term('signIn')}</h2>
        ${textField({
          name: 'email',
          label: localize.term('email'),
          type: 'email',
          autocomplete: 'username',
          problem: this.fieldProblems.email,
        })}
        ${textField({
          name: 'password',
          label: localize.term('password'),
          type: 'password',
          autocomplete: 'current-password',
          problem: this.fieldProblems.password,
        })}
        ${this.#problemText()}
        <button
          class="primary"
          part="sign-in-button"
          type="submit"
          aria-disabled=${this.busy ? 'true' : 'false'}
        >
          ${localize.term(this.busy ? 'signingIn' : 'signIn')}
        </button>
      </form>
    </div>`;
  }

  /** Who is signed in stays so. */
  protected override renderEnded({ session }: Ended): TemplateResult {
    return this.renderSession(session);
  }

  protected override renderSession({ person }: Session): TemplateResult {
    return html`<div class="card">
      <div class="signed-in">
        ${avatar({ id: person.id, name: person.name, shape: 'person' })}
        <div>
          <div class="name ellipsis" part="name" title=${person.name}>
            <bdi>${person.name}</bdi>
          </div>
          <div class="muted small ellipsis" title=${person.email}>${person.email}</div>
        </div>
        <button
          part="sign-out-button"
          type="button"
          aria-disabled=${this.busy ? 'true' : 'false'}
          @click=${this.#signOut}
        >
          ${this.localize.term('signOut')}
        </button>
        ${this.#problemText()}
      </div>
    </div>`;
  }

  #problemText(): TemplateResult | typeof nothing {
    if (!this.problem) return nothing;
    return html`<p class="problem" part="problem" role="alert">${this.sentence(this.problem)}</p>`;
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const credentials = { email: this.#value('email').trim(), password: this.#value('password') };
    this.fieldProblems = this.#check(credentials);
    const [wrong] = Object.keys(this.fieldProblems);
    if (wrong !== undefined) {
      this.problem = undefined;
      this.#input(wrong as FieldName)?.focus();
      return;
    }
    await this.#act(async store => {
      await store.signIn(credentials);
      this.dispatchEvent(new SignedInEvent());
    });
    const { state } = this.session;
    if (state.status === 'ready') {
      this.announcer.say(this.localize.term('signedIn', state.session.person.name));
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[part=sign-out-button]')?.focus();
    }
  };

  readonly #signOut = (): Promise<void> =>
    this.#act(async store => {
      await store.signOut();
      this.announcer.say(this.localize.term('signedOut'));
      this.dispatchEvent(new SignedOutEvent());
      await this.updateComplete;
      this.#input('email')?.focus();
    });

  #input(name: FieldName): HTMLInputElement | null {
    return this.renderRoot.querySelector(`#${name}`);
  }

  #value(name: FieldName): string {
    return this.#input(name)?.value ?? '';
  }

  #check({ email, password }: Readonly<Record<FieldName, string>>): typeof this.fieldProblems {
    const { localize } = this;
    const address = checkAddress(email);
    return {
      ...(email === '' && { email: localize.term('emailMissing') }),
      ...(email !== '' && !address.allowed && { email: inputDenialSentence(address.denial) }),
      ...(password === '' && { password: localize.term('passwordMissing') }),
    };
  }

  async #act(act: (store: NonNullable<typeof this.session.store>) => Promise<void>): Promise<void> {
    const { store } = this.session;
    if (this.busy || !store) return;
    this.busy = true;
    this.problem = undefined;
    this.setState('busy', true);
    try {
      await act(store);
    } catch (error) {
      this.problem = this.fail(error);
    } finally {
      this.busy = false;
      this.setState('busy', false);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sign-in-form': SignInForm;
  }
}
