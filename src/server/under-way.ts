/** What has begun and not ended. */
export interface UnderWay {
  /** Notes something until it has ended, well or not. */
  add(work: Promise<unknown>): void;
  /** Waits until nothing is under way, at most so many milliseconds. */
  ended(atMost: number): Promise<void>;
}

/** Keeps account of what has begun and not ended. */
export function underWay(): UnderWay {
  const all = new Set<Promise<unknown>>();

  async function noneLeft(): Promise<void> {
    while (all.size > 0) await Promise.allSettled(all);
  }

  return {
    add(work) {
      all.add(work);
      const forget = (): void => void all.delete(work);
      work.then(forget, forget);
    },
    async ended(atMost) {
      const { promise: late, resolve } = Promise.withResolvers<undefined>();
      const timer = setTimeout(resolve, atMost);
      await Promise.race([noneLeft(), late]);
      clearTimeout(timer);
    },
  };
}
