/** What waits for a client that does not read; more, and it is cut off. */
const QUEUE_BYTES = 256 * 1024;

const utf8 = new TextEncoder();

/** Server-sent events to one client. */
export class EventStream {
  readonly body: ReadableStream<Uint8Array>;
  readonly #onEnd: () => void;
  #out!: ReadableStreamDefaultController<Uint8Array>;
  #ended = false;

  /** @param onEnd told once, when nothing more will be sent */
  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
    this.body = new ReadableStream<Uint8Array>(
      {
        start: out => {
          this.#out = out;
        },
        cancel: () => {
          this.#end();
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: QUEUE_BYTES }),
    );
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** @param id where the client goes on from, should it break off; undefined for where it did before */
  send(id: string | undefined, event: object): void {
    this.#write(`${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(event)}\n\n`);
  }

  /** Shows that it is alive, and where it has come to. */
  beat(id: string): void {
    this.#write(`:\nid: ${id}\n\n`);
  }

  /** Ends it; what was sent still arrives. */
  close(): void {
    if (this.#ended) return;
    this.#out.close();
    this.#end();
  }

  #write(text: string): void {
    if (this.#ended) return;
    this.#out.enqueue(utf8.encode(text));
    // It comes back to where it has read, or is told that it has missed too much.
    if ((this.#out.desiredSize ?? 0) < 0) this.close();
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd();
  }
}
