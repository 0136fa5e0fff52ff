import { nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Problem } from '../../client/problem.ts';
import type { Localize } from '../i18n/localize.ts';
import { dialog } from '../primitives/dialog.ts';

/** What a question says, in the page's language. */
export interface Question {
  readonly title: string;
  /** What is lost, or what it is about, as a sentence. */
  readonly loss: string;
  /** What else is to be said with the answer. */
  readonly content?: TemplateResult;
  /** Nothing is lost. */
  readonly isHarmless?: boolean;
  /** The words of the button that goes on, and while it does. */
  readonly confirm: string;
  readonly confirming: string;
}

/** What a confirmation asks about, and what follows. */
export interface ConfirmationOptions<Subject> {
  readonly localize: Localize;
  /** Whose question it is: another one is not shown it. */
  readonly whose: () => string | undefined;
  readonly question: (subject: Subject) => Question;
  /** @returns why it was not done; else the question is closed */
  readonly act: (subject: Subject) => Promise<Problem | undefined>;
  /** The question has been closed; the focus is to go where it came from. */
  readonly onClose: (subject: Subject) => void;
}

interface Asked<Subject> {
  readonly subject: Subject;
  readonly whose: string | undefined;
  readonly acting: boolean;
  readonly problem?: Problem | undefined;
}

/** Asks before something that cannot be undone, and says in the same place why it was not done. */
export class Confirmation<Subject> {
  readonly #host: ReactiveControllerHost;
  readonly #options: ConfirmationOptions<Subject>;
  #asked: Asked<Subject> | undefined;

  constructor(host: ReactiveControllerHost, options: ConfirmationOptions<Subject>) {
    this.#host = host;
    this.#options = options;
  }

  /** Is there a question that has not been answered? */
  get isOpen(): boolean {
    return this.#current !== undefined;
  }

  get isUnderWay(): boolean {
    return this.#current?.acting ?? false;
  }

  ask(subject: Subject): void {
    this.#set({ subject, whose: this.#options.whose(), acting: false });
  }

  render(): TemplateResult | typeof nothing {
    if (!this.#current) return nothing;
    const { subject, acting, problem } = this.#current;
    const { localize, question } = this.#options;
    const { title, loss, content, isHarmless, confirm, confirming } = question(subject);
    return dialog({
      title,
      text: loss,
      content,
      problem: problem && localize.term('problem', problem),
      keep: localize.term('cancel'),
      confirm: { label: acting ? confirming : confirm, kind: isHarmless ? 'primary' : 'danger' },
      busy: acting,
      onConfirm: () => void this.#confirm(),
      onClose: () => {
        this.#close();
      },
    });
  }

  async #confirm(): Promise<void> {
    const asked = this.#current;
    if (!asked || asked.acting) return;
    const acting = { ...asked, acting: true, problem: undefined };
    this.#set(acting);
    const problem = await this.#options.act(asked.subject);
    if (this.#current !== acting) return;
    if (problem === undefined) this.#close();
    else this.#set({ ...asked, problem });
  }

  #close(): void {
    const asked = this.#current;
    if (!asked) return;
    this.#set(undefined);
    this.#options.onClose(asked.subject);
  }

  /** Dropped as soon as it is another's, or of another organization. */
  get #current(): Asked<Subject> | undefined {
    if (this.#asked?.whose !== this.#options.whose()) this.#asked = undefined;
    return this.#asked;
  }

  #set(asked: Asked<Subject> | undefined): void {
    this.#asked = asked;
    this.#host.requestUpdate();
  }
}
