import { EVERYONE, streamsOf } from '../changes/waking.ts';
import type { GuestStream } from './guest-stream.ts';

/** The streams of a process to guests, found by what is told of whose they are: so the others cost nothing. */
export class GuestStreams implements Iterable<GuestStream> {
  readonly #byWhose = new Map<string, Set<GuestStream>>();

  get size(): number {
    return this.#byWhose.get(EVERYONE)?.size ?? 0;
  }

  [Symbol.iterator](): Iterator<GuestStream> {
    return this.of([EVERYONE]).values();
  }

  /** @param told of whom, as `wakeStreamsOf` says it */
  of(told: Iterable<string>): ReadonlySet<GuestStream> {
    const found = new Set<GuestStream>();
    for (const whose of told) {
      for (const stream of this.#byWhose.get(whose) ?? []) found.add(stream);
    }
    return found;
  }

  add(stream: GuestStream): void {
    for (const whose of whoseIs(stream)) {
      const theirs = this.#byWhose.get(whose) ?? new Set();
      this.#byWhose.set(whose, theirs.add(stream));
    }
  }

  delete(stream: GuestStream): void {
    for (const whose of whoseIs(stream)) {
      const theirs = this.#byWhose.get(whose);
      theirs?.delete(stream);
      if (theirs?.size === 0) this.#byWhose.delete(whose);
    }
  }
}

function whoseIs({ listener }: GuestStream): readonly string[] {
  return [EVERYONE, listener.organization, streamsOf(listener)];
}
