/** How often it is looked for what is due. */
const LOOK_MS = 2000;

/** Looks for what is due until it is stopped. */
export interface Looking {
  /** Resolves when nothing is being done any more. */
  stop(): Promise<void>;
}

/**
 * Looks for what is due every two seconds, and not again before all of it is done.
 * @param onError told when the database could not be asked
 */
export function keepLooking(look: () => Promise<void>, onError: (error: unknown) => void): Looking {
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    looking ??= look()
      .catch(onError)
      .finally(() => {
        looking = undefined;
      });
  }, LOOK_MS).unref();
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
