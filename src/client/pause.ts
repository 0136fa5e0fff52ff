const LONGEST_PAUSE_MS = 30_000;

/**
 * Waits a while, the longer the more attempts have failed, or until it is worth trying sooner.
 * @param failures how many, one after the other
 */
export function pause(failures: number, until: AbortSignal): Promise<unknown> {
  const longest = Math.min(1000 * 2 ** failures, LONGEST_PAUSE_MS);
  const duration = Math.round(longest * (0.5 + Math.random() / 2));
  const over = AbortSignal.any([until, AbortSignal.timeout(duration)]);
  const page = globalThis as { addEventListener?: Window['addEventListener'] };
  return new Promise(resolve => {
    over.addEventListener('abort', resolve);
    for (const type of ['online', 'visibilitychange']) {
      page.addEventListener?.(type, resolve, { signal: over });
    }
    if (over.aborted) resolve(undefined);
  });
}
