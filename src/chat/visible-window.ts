/**
 * Tells the panel's styles which part of the window is to be seen, as `--_visible-top` and `--_visible-height`: most
 * browsers lay the on-screen keyboard over the page, of which `100dvh` knows nothing. What one reads or writes
 * in the panel stays in sight when there is less room.
 * @param over when this ends
 */
export function followVisibleWindow(panel: HTMLElement, over: AbortSignal): void {
  const visible = window.visualViewport;
  if (!visible) return;
  const tell = (): void => {
    const { height, offsetTop, scale } = visible;
    // Of what fingers have enlarged one sees a part, too, and the panel is to be enlarged with the rest.
    const isEnlarged = scale > 1;
    const { style } = panel;
    style.setProperty('--_visible-height', `${String(isEnlarged ? height * scale : height)}px`);
    style.setProperty('--_visible-top', `${String(isEnlarged ? 0 : offsetTop)}px`);
  };
  for (const type of ['resize', 'scroll']) {
    visible.addEventListener(type, tell, { signal: over });
  }
  tell();

  let before = 0;
  const observer = new ResizeObserver(() => {
    const { clientHeight } = panel;
    const lost = before - clientHeight;
    before = clientHeight;
    if (lost <= 0) return;
    panel.querySelector('[part=log]')?.scrollBy(0, lost);
    panel.querySelector(':focus')?.scrollIntoView({ block: 'nearest' });
  });
  observer.observe(panel);
  over.addEventListener('abort', () => {
    observer.disconnect();
  });
}
