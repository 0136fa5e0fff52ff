/** Does something once all that was to be done before with the same key is done, whatever came of it. */
export type InTurn = <Result>(key: string, act: () => Promise<Result>) => Promise<Result>;

/** Lets nobody have more than one of this process's connections to the database at once. */
export function inTurn(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return async (key, act) => {
    const before = last.get(key);
    const { promise: done, resolve } = Promise.withResolvers<undefined>();
    last.set(key, done);
    await before;

    try {
      return await act();
    } finally {
      resolve(undefined);
      if (last.get(key) === done) last.delete(key);
    }
  };
}
