import type { GuestEvent } from '../../contract/guests.ts';
import { EventStream } from '../changes/event-stream.ts';
import type { GuestNews, Watched } from './visits.ts';

/** A guest who opens a stream. */
export interface Listening extends Watched {
  /** Milliseconds since 1970: until when the bearer is good. */
  readonly expiresAt: number;
}

/** Whose stream it is, and from where on. */
export interface GuestStreamOptions extends Listening {
  /** Told once, when nothing more will be sent. */
  readonly onEnd: (stream: GuestStream) => void;
}

/**
 * A guest's stream: tells what is another in the conversation, and ends with the session. It closes when its
 * bearer is over, or guests may come from elsewhere: whoever still may comes back with the next one.
 */
export class GuestStream {
  readonly listener: GuestStreamOptions;
  readonly #out: EventStream;
  #revision: number;
  /** Whoever listens hears at once that there is a connection. */
  #hasSaid = false;

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

  /** Tells what is new. */
  hear(news: GuestNews): void {
    if (news === 'ended') {
      this.#send({ kind: 'ended' });
      this.close();
    } else if (news === 'changed' || this.listener.expiresAt <= Date.now()) {
      this.close();
    } else if (news.revision > this.#revision) {
      this.#revision = news.revision;
      this.#send({ kind: 'changed', ...news });
    } else if (!this.#hasSaid) this.beat();
  }

  /** Shows that it is alive. */
  beat(): void {
    this.#hasSaid = true;
    this.#out.beat(String(this.#revision));
  }

  /** Ends it; what was sent still arrives. */
  close(): void {
    this.#out.close();
  }

  #send(event: GuestEvent): void {
    this.#hasSaid = true;
    this.#out.send(String(this.#revision), event);
  }
}
