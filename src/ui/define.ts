/**
 * Registers a tag. A second copy of the kit on the page leaves the first one in place and says so,
 * since registering again would throw.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  const present = customElements.get(tag);
  if (!present) customElements.define(tag, element);
  else if (present !== element) {
    // eslint-disable-next-line no-console -- The host's developer is to see it, once.
    console.warn(`<${tag}> is registered already, and stays as it is.`);
  }
}
