/**
 * Makes equal calls that are under way at the same time one call. Giving up one wait leaves the
 * others; the call itself is given up when nobody waits.
 */
export function shareInFlight<Key, Result>(
  start: (key: Key, signal: AbortSignal) => Promise<Result>,
): (key?: Key, signal?: AbortSignal) => Promise<Result> {
  interface Flight {
    readonly result: Promise<Result>;
    readonly controller: AbortController;
    waiting: number;
  }
  const flights = new Map<Key | undefined, Flight>();

  function board(key: Key | undefined): Flight {
    const under = flights.get(key);
    if (under) return under;
    const controller = new AbortController();
    const result = start(key as Key, controller.signal).finally(() => {
      if (flights.get(key)?.controller === controller) flights.delete(key);
    });
    const flight: Flight = { result, controller, waiting: 0 };
    flights.set(key, flight);
    return flight;
  }

  return async (key, signal) => {
    signal?.throwIfAborted();
    const flight = board(key);
    flight.waiting += 1;
    const { promise: givenUp, reject } = Promise.withResolvers<never>();
    const giveUp = (): void => {
      reject(signal?.reason as Error);
      flight.waiting -= 1;
      if (flight.waiting > 0) return;
      flights.delete(key);
      flight.controller.abort(signal?.reason);
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      return await Promise.race([flight.result, givenUp]);
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  };
}
