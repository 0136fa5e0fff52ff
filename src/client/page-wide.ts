/**
 * What every copy of the kit on a page has in common. Each has modules of its own, so it is kept in the
 * page, under a name.
 * @param make makes it, for the copy that is the first
 */
export function pageWide<Value extends object>(name: string, make: () => Value): Value {
  const page = globalThis as unknown as Record<symbol, Value | undefined>;
  return (page[Symbol.for(`orgtags.${name}.1`)] ??= make());
}
