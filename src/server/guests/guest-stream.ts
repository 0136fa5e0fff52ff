import type { GuestConversation, GuestEvent } from '../../contract/guests.ts';
import { EventStream } from '../changes/event-stream.ts';
import type { Watched } from './visits.ts';

/** Whose stream it is, and from where on. */
export interface GuestStreamOptions extends Watched {
  /** Told once, when nothing more will be sent. */
  readonly onEnd: (stream: GuestStream) => void;
}

/** A guest's stream: tells what is another in the conversation, and ends with the session. */
export class GuestStream {
  readonly listener: GuestStreamOptions;
  readonly #out: EventStream;
  #revision: number;

  constructor(listener: GuestStreamOptions) {
    this.listener = listener;
    this.#revision = listener.revision;
    this.#out = new EventStream(() => {
      listener.onEnd(this);
    });
  }

  /** Server-sent events. */
  get body(): ReadableStream<Uint8Array> {
    return this.#out.body;
  }

  /** Up to where it has told. */
  get revision(): number {
    return this.#revision;
  }

  /** @param news undefined when the session is over */
  hear(news: GuestConversation | undefined): void {
    if (!news) {
      this.#send({ kind: 'ended' });
      this.close();
    } else if (news.revision > this.#revision) {
      this.#revision = news.revision;
      this.#send({ kind: 'changed', ...news });
    }
  }

  /** Shows that it is alive. */
  beat(): void {
    this.#out.beat(String(this.#revision));
  }

  /** Ends it; what was sent still arrives. */
  close(): void {
    this.#out.close();
  }

  #send(event: GuestEvent): void {
    this.#out.send(String(this.#revision), event);
  }
}
