import { setMaxListeners } from 'node:events';

/**
 * Gives Node what pages have and it has not: a store, and word that the device is connected again, so that
 * nobody waits until something is tried once more.
 * @param wakesMs how often that is said, in milliseconds
 */
export function givePage(wakesMs: number): { takeBack(): void } {
  const kept = new Map<string, string>();
  const events = new EventTarget();
  setMaxListeners(Infinity, events);
  const given = {
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    },
    addEventListener: events.addEventListener.bind(events),
  };
  const before = Object.keys(given).map(
    name => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  for (const [name, value] of Object.entries(given)) {
    Object.defineProperty(globalThis, name, { configurable: true, value });
  }
  const waking = setInterval(() => events.dispatchEvent(new Event('online')), wakesMs);
  return {
    takeBack() {
      clearInterval(waking);
      for (const [name, descriptor] of before) {
        if (descriptor) Object.defineProperty(globalThis, name, descriptor);
        else Reflect.deleteProperty(globalThis, name);
      }
    },
  };
}
