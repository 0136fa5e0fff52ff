/** A call under way, and how many wait for it. */
interface Flight<Result> {
  readonly result: Promise<Result>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Joins the call of the same key that is under way, or starts one.
 * @param start makes the call; its signal is aborted when nobody waits any more
 * @param signal gives up this wait alone
 */
export type Share = <Result>(
  key: string,
  start: (signal: AbortSignal) => Promise<Result>,
  signal: AbortSignal | undefined,
) => Promise<Result>;

/** Makes equal calls that are under way at the same time one call. */
export function sharing(): Share {
  const flights = new Map<string, Flight<unknown>>();

  function board<Result>(
    key: string,
    start: (signal: AbortSignal) => Promise<Result>,
  ): Flight<Result> {
    const underWay = flights.get(key) as Flight<Result> | undefined;
    if (underWay) return underWay;
    const controller = new AbortController();
    const result = start(controller.signal).finally(() => {
      if (flights.get(key)?.controller === controller) flights.delete(key);
    });
    const flight = { result, controller, waiting: 0 };
    flights.set(key, flight);
    return flight;
  }

  return async (key, start, signal) => {
    signal?.throwIfAborted();
    const flight = board(key, start);
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
