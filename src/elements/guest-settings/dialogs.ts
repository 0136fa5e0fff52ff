import { html, type TemplateResult } from 'lit';
import type { TextSource } from '../../client/backend-client.ts';
import { unless, type Problem } from '../../client/problem.ts';
import { Confirmation, type Question } from '../../ui/controllers/confirmation.ts';
import type { AroundEditors, Asked, Opened, Refusal } from './around.ts';
import type { EmbeddingSection } from './embedding-section.ts';
import {
  GuestEndedEvent,
  GuestEndEvent,
  SigningSecretRotatedEvent,
  SigningSecretRotateEvent,
  TextSourceRemovedEvent,
  TextSourceRemoveEvent,
} from './events.ts';
import { SourceDialog } from './source-dialog.ts';

/** To where the focus goes when a question is closed, but for that about a row. */
const OPENERS = {
  off: '[part=switch-button]',
  'end-all': '[part=end-all-button]',
  rotate: '[part=rotate-button]',
} as const;

/** All that opens in front of the settings. */
export class Dialogs {
  readonly #around: AroundEditors;
  readonly #embedding: EmbeddingSection;
  readonly #asking: Confirmation<Asked>;
  readonly #source: SourceDialog;
  /** Whether switching off ends the chats that go on, too. */
  #endsRunning = false;

  constructor(around: AroundEditors, embedding: EmbeddingSection) {
    this.#around = around;
    this.#embedding = embedding;
    this.#asking = new Confirmation<Asked>(around.host, {
      localize: around.localize,
      whose: around.whose,
      question: asked => this.#question(asked),
      act: async asked => {
        const refusal = await this.#do(asked);
        return refusal === 'cancelled' ? undefined : refusal;
      },
      onClose: asked => void this.#returnTo(asked),
    });
    this.#source = new SourceDialog(around, id => void this.#returnToSource(id));
  }

  get isUnderWay(): boolean {
    return this.#asking.isUnderWay;
  }

  /** @returns why it does not open */
  async open(what: Opened): Promise<Problem | undefined> {
    const { attempt, client, organization } = this.#around;
    if (what.kind === 'add') this.#source.open();
    else if (what.kind === 'edit') {
      return attempt(
        () => client().textSources.open(organization(), what.source.id),
        opened => {
          this.#source.open(opened);
        },
      );
    } else {
      this.#endsRunning = false;
      this.#asking.ask(what);
    }
    return undefined;
  }

  render(): TemplateResult {
    return html`${this.#asking.render()} ${this.#source.render()}`;
  }

  /** Drops what was filled in, which was somebody else's. */
  forget(): void {
    this.#source.forget();
  }

  /** The texts are others by now, which the person has been told of. */
  rebase(sources: readonly TextSource[]): void {
    this.#source.rebase(sources);
  }

  #question(asked: Asked): Question {
    const { localize } = this.#around;
    switch (asked.kind) {
      case 'off':
        return {
          title: localize.term('offQuestion'),
          loss: localize.term('offLoses'),
          content: this.#endRunning(),
          confirm: localize.term('switchOff'),
          confirming: localize.term('saving'),
        };
      case 'end-all':
        return {
          title: localize.term('endAllQuestion', asked.total, localize.count(asked.total)),
          loss: localize.term('endAllLoses'),
          confirm: localize.term('endAll'),
          confirming: localize.term('endingGuests'),
        };
      case 'end':
        return {
          title: localize.term('endGuestQuestion', localize.term('guestName', asked.guest.name)),
          loss: localize.term('endGuestLoses'),
          confirm: localize.term('endOne'),
          confirming: localize.term('endingGuests'),
        };
      case 'remove':
        return {
          title: localize.term('removeSourceQuestion', asked.source.title),
          loss: localize.term('removeSourceLoses'),
          confirm: localize.term('removeIt'),
          confirming: localize.term('removingIt'),
        };
      case 'rotate':
        return {
          title: localize.term('rotateQuestion'),
          loss: localize.term('rotateLoses'),
          confirm: localize.term('newSecret'),
          confirming: localize.term('saving'),
        };
    }
  }

  #endRunning(): TemplateResult {
    const { host, localize } = this.#around;
    return html`<label class="check">
      <input
        type="checkbox"
        part="end-running"
        .checked=${this.#endsRunning}
        @change=${() => {
          this.#endsRunning = !this.#endsRunning;
          host.requestUpdate();
        }}
      />
      <span>${localize.term('endRunning')}</span>
    </label>`;
  }

  async #do(asked: Asked): Promise<Refusal> {
    const { decide, localize } = this.#around;
    switch (asked.kind) {
      case 'off': {
        const endRunning = this.#endsRunning;
        const says = localize.term('switchedOff', endRunning);
        return decide('access', { enabled: false, endRunning }, says);
      }
      case 'end-all':
        return decide('guests', { endRunning: true }, localize.term('endedAll'));
      case 'end':
        return this.#end(asked);
      case 'remove':
        return this.#remove(asked);
      case 'rotate':
        return this.#rotate();
    }
  }

  async #end({ guest }: Extract<Asked, { kind: 'end' }>): Promise<Refusal> {
    const { host, localize, attempt, client, organization, loaded, put, say } = this.#around;
    if (!host.dispatchEvent(new GuestEndEvent(guest))) return 'cancelled';
    return attempt(
      () => client().guests.end(organization(), guest.id),
      () => {
        const { guests = [], total = 1 } = loaded() ?? {};
        put({ guests: guests.filter(({ id }) => id !== guest.id), total: total - 1 });
        say(localize.term('guestIsEnded', localize.term('guestName', guest.name)));
        host.dispatchEvent(new GuestEndedEvent(guest));
      },
    );
  }

  async #remove({ source }: Extract<Asked, { kind: 'remove' }>): Promise<Refusal> {
    const { host, localize, attempt, client, organization, loaded, put, say } = this.#around;
    if (!host.dispatchEvent(new TextSourceRemoveEvent(source))) return 'cancelled';
    return attempt(
      () =>
        client()
          .textSources.remove(organization(), source.id)
          // After an answer that got lost, or where somebody else has removed it.
          .catch(unless('text-source-not-found')),
      () => {
        put({ sources: (loaded()?.sources ?? []).filter(({ id }) => id !== source.id) });
        say(localize.term('sourceRemoved', source.title));
        host.dispatchEvent(new TextSourceRemovedEvent(source));
      },
    );
  }

  async #rotate(): Promise<Refusal> {
    const { host, localize, attempt, client, organization, say } = this.#around;
    const { secret } = this.#embedding;
    if (!secret || !host.dispatchEvent(new SigningSecretRotateEvent())) return 'cancelled';
    const { generation } = secret;
    return attempt(
      () => client().guests.rotateSigningSecret(organization(), { generation }),
      next => {
        this.#embedding.take(next);
        say(localize.term('secretIsNew'));
        host.dispatchEvent(new SigningSecretRotatedEvent());
      },
    );
  }

  async #returnTo(asked: Asked): Promise<void> {
    await this.#around.host.updateComplete;
    const { kind } = asked;
    const opener =
      kind === 'end'
        ? (this.#find(`[data-row="${asked.guest.id}"] [part=end-button]`) ??
          this.#find('[part=end-button]') ??
          this.#find('#guests-heading'))
        : kind === 'remove'
          ? (this.#find(`[data-row="${asked.source.id}"] [part=remove-source-button]`) ??
            this.#find('[part=add-source-button]'))
          : (this.#find(OPENERS[kind]) ??
            this.#find(kind === 'end-all' ? '#guests-heading' : '#heading'));
    opener?.focus();
  }

  async #returnToSource(id: string | undefined): Promise<void> {
    await this.#around.host.updateComplete;
    const row = id === undefined ? undefined : this.#find(`[data-row="${id}"] [part=edit-button]`);
    (row ?? this.#find('[part=add-source-button]'))?.focus();
  }

  #find(selector: string): HTMLElement | null {
    return this.#around.host.renderRoot.querySelector<HTMLElement>(selector);
  }
}
