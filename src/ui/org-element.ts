import { html, LitElement, type nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { BackendClient, Person, Session, Standing } from '../client/backend-client.ts';
import type { Actor, MemberDenial } from '../client/policy.ts';
import { Problem } from '../client/problem.ts';
import { SessionController } from './context/session-controller.ts';
import { standingIn, type Ended } from './context/session-store.ts';
import { Announcer } from './controllers/announcer.ts';
import { OrgErrorEvent, SignInRequiredEvent } from './events.ts';
import { Localize } from './i18n/localize.ts';
import { face, faceStyles, type Face } from './primitives/faces.ts';
import { shared } from './styles/shared.ts';

/**
 * What every tag shares: the session around it, words, a live region, states, and the faces of a
 * session that is not there.
 *
 * @fires {OrgErrorEvent} org-error - Something went wrong; the tag says it, too.
 * @fires {SignInRequiredEvent} org-sign-in-required - Nobody is signed in: the page may lead to its own sign-in.
 * @csspart skeleton - Stands for what is being loaded.
 * @csspart empty - What is said where there is nothing to show.
 * @csspart failure - Why nothing can be shown, as a sentence.
 * @csspart action-button - The one way on from there.
 * @cssprop [--org-font-size=max(0.875rem, 14px)] - Size of the text, on which all other sizes hang.
 * @cssprop --org-accent - Colour of what leads on: the main button, the ring around the focus.
 * @cssprop --org-surface - Colour of the background, from which others are mixed.
 * @cssprop --org-text - Colour of the text, from which others are mixed.
 * @cssprop --org-accent-soft - Background of what is marked with the accent.
 * @cssprop --org-accent-text - Text on it.
 * @cssprop --org-on-accent - Text on the accent itself.
 * @cssprop --org-danger - Colour of problems, and of the button that loses something.
 * @cssprop --org-muted - Text that matters less.
 * @cssprop --org-line - Hairlines.
 * @cssprop --org-line-strong - Borders of controls.
 * @cssprop --org-hover - Background under the pointer.
 * @cssprop --org-raised - Background of controls, and of what floats.
 * @cssprop --org-shadow - Shadow of what floats.
 * @cssprop [--org-radius=8px] - Corners of surfaces.
 * @cssprop [--org-radius-control=6px] - Corners of controls.
 * @cssprop [--org-row-height=3.5rem] - Height of one row, also of one that stands for it while it loads.
 */
export abstract class OrgElement extends LitElement {
  static override readonly styles: CSSResultGroup = [...shared, faceStyles];

  protected readonly session = new SessionController(this);
  protected readonly localize = new Localize(this);
  protected readonly announcer = new Announcer(this);
  /** Whether it shows nothing to who is not signed in; the page is told so. */
  protected readonly isForMembers: boolean = true;
  readonly #internals = this.attachInternals();
  #askedToSignIn = false;
  #owesFocus = false;

  /** The person's standing in the current organization, once it is known. */
  protected get standing(): Standing | undefined {
    return standingIn(this.session.state);
  }

  /** Who is signed in, also where an organization has been closed to them. */
  protected get person(): Person | undefined {
    const { state } = this.session;
    return 'session' in state ? state.session.person : undefined;
  }

  /** The person as the policy asks for them. */
  protected get actor(): Actor | undefined {
    const { person, standing } = this;
    return (
      person &&
      standing && { person: person.id, role: standing.role, permissions: standing.permissions }
    );
  }

  /** Whose it is what is done here; with another one, nobody is told of it. */
  protected get whose(): string | undefined {
    return this.standing?.member ?? this.person?.id;
  }

  /** The backend, which is there as soon as there is a session. */
  protected get client(): BackendClient {
    return this.session.store?.client as BackendClient;
  }

  /** The tag's content for somebody who is signed in. */
  protected abstract renderSession(session: Session): TemplateResult;

  /** Shown while the session loads, in the geometry of what comes. */
  protected abstract renderLoading(): TemplateResult;

  /** Shown to somebody who is not signed in. */
  protected renderSignedOut(): TemplateResult {
    const { state } = this.session;
    const refused = state.status === 'signed-out' ? state.problem : undefined;
    return this.face({
      title: this.localize.term('signInFirst'),
      text: refused && this.sentence(refused),
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    return html`${this.#renderState()}${this.announcer.render()}`;
  }

  protected override willUpdate(): void {
    this.#owesFocus ||= this.#hasFocus;
    const news = this.session.store?.takeNews();
    if (news) this.announcer.say(this.localize.term('roleHere', news.role, news.organization.name));
  }

  protected override updated(): void {
    // Also again where a face stood in place of the content meanwhile.
    this.renderRoot.querySelector<HTMLDialogElement>('dialog:not([open])')?.showModal();
    this.#keepFocus();
    const signedOut = this.session.state.status === 'signed-out' && this.isForMembers;
    if (signedOut && !this.#askedToSignIn) this.dispatchEvent(new SignInRequiredEvent());
    this.#askedToSignIn = signedOut;
  }

  /** Somebody who belongs to no organization, or not to the one that is pinned. */
  protected renderNoOrganization(): TemplateResult {
    if (this.session.store?.pinned !== undefined) {
      return this.face({ title: this.localize.term('notYourOrganization') });
    }
    return this.face({
      title: this.localize.term('noOrganization'),
      text: this.localize.term('noOrganizationHint'),
    });
  }

  /** Somebody to whom the organization that was shown has been closed. */
  protected renderEnded({ session, reason }: Ended): TemplateResult {
    return this.face({
      title: this.localize.term('accessEnded', reason, session.standing?.organization.name ?? ''),
      action: {
        label: this.localize.term('goOn'),
        run: () => void this.session.store?.reload(),
      },
      failed: true,
    });
  }

  /** What stands in place of the content. */
  protected face(options: Face): TemplateResult {
    return face(options);
  }

  /** What could not be loaded, why, and Retry. */
  protected failure(title: string, problem: Problem, retry: () => void): TemplateResult {
    return this.face({
      title,
      text: this.sentence(problem),
      action: { label: this.localize.term('retry'), run: retry },
      failed: true,
    });
  }

  /** Sets or clears a custom state, e.g. `:state(busy)`. */
  protected setState(name: string, on: boolean): void {
    if (on) this.#internals.states.add(name);
    else this.#internals.states.delete(name);
  }

  /**
   * Does something, and what follows, if whoever has asked is still here then.
   * @returns why it was not done
   */
  protected async attempt<Answer>(
    send: () => Promise<Answer>,
    done: (answer: Answer) => unknown,
  ): Promise<Problem | undefined> {
    const { whose } = this;
    let answer: Answer;
    try {
      answer = await send();
    } catch (error) {
      return this.whose === whose ? this.fail(error) : undefined;
    }
    if (this.whose === whose) await done(answer);
    return undefined;
  }

  /** Tells the page and the session of what went wrong. */
  protected fail(error: unknown): Problem {
    const problem = Problem.of(error);
    this.dispatchEvent(new OrgErrorEvent(problem));
    this.session.report(problem);
    return problem;
  }

  /** A problem as a sentence in the page's language. */
  protected sentence(problem: Problem): string {
    return this.localize.term('problem', problem);
  }

  /** Why something is not allowed, as a sentence in the page's language. */
  protected reason(denial: MemberDenial): string {
    return this.localize.term('denial', denial);
  }

  get #hasFocus(): boolean {
    return (this.shadowRoot?.activeElement ?? null) !== null;
  }

  /**
   * Focus that an update has taken its element from goes to the heading, or what stands for one, as
   * soon as there is one; never to the page. Whoever has moved on is left alone.
   */
  #keepFocus(): void {
    const lost = this.#owesFocus && !this.#hasFocus && document.activeElement === document.body;
    const heading =
      lost &&
      this.renderRoot.querySelector<HTMLElement>('#heading, [part=trigger], [part=skeleton]');
    if (heading) heading.focus();
    this.#owesFocus = lost && !heading;
  }

  #renderState(): TemplateResult {
    const { state } = this.session;
    switch (state.status) {
      case 'loading':
        return this.renderLoading();
      case 'signed-out':
        return this.renderSignedOut();
      case 'failed':
        return this.failure(
          this.localize.term('loadFailed'),
          state.problem,
          () => void this.session.store?.reload(),
        );
      case 'ended':
        return this.renderEnded(state);
      case 'ready':
        return this.renderSession(state.session);
    }
  }
}
