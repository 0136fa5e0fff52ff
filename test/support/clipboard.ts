const own = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
let isOther = false;

afterEach(() => {
  if (!isOther) return;
  isOther = false;
  if (own) Object.defineProperty(navigator, 'clipboard', own);
  else Reflect.deleteProperty(navigator, 'clipboard');
});

/**
 * Has the browser let the page copy, or refuse it, until the test ends: each engine asks for something
 * else. That one really copies, `test/e2e` shows.
 * @returns what was copied
 */
export function clipboard(lets: boolean): readonly string[] {
  const copied: string[] = [];
  isOther = true;
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: {
      async write([item]: readonly ClipboardItem[]) {
        if (!lets) throw new DOMException('No', 'NotAllowedError');
        const blob = await item?.getType('text/plain');
        copied.push((await blob?.text()) ?? '');
      },
    },
  });
  return copied;
}
