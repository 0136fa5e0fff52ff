import { expect, oneEvent } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { hasFocus, part, parts, text, waitUntil } from '../dom.ts';
import { isAskedEverything, needs } from '../engine.ts';
import { show } from '../page.ts';
import { scene as anyScene } from '../scene.ts';
import type { TagUnderTest } from './tag-under-test.ts';

/** How a request can fail; of the last each engine says it in its own way. */
const FAILURES = isAskedEverything ? (['status', 'html', 'cut'] as const) : (['cut'] as const);

/** The faces that every tag has: loading, failed and retry, signed out, ready; and axe for each. */
export function describeFaces(
  tagName: string,
  { template, ready, accounts = false, isForAll = false, scene = anyScene }: TagUnderTest,
): void {
  describe(`${tagName}: faces`, () => {
    it('holds its place while it loads', async () => {
      const place = await scene();
      await place.trouble({ kind: 'hold' });
      const tag = await show(place, place.as('owner'), template(place), { accounts });
      await part(tag, 'skeleton');
      await expect(tag).to.be.accessible();
      await place.trouble({ kind: 'none' });
      await part(tag, ready);
      await expect(tag).to.be.accessible();
    });

    it('moves nothing for people who want less of it', async function () {
      await needs(this, 'emulate media');
      await emulateMedia({ reducedMotion: 'reduce' });
      const place = await scene();
      await place.trouble({ kind: 'hold' });
      const tag = await show(place, place.as('owner'), template(place), { accounts });
      await part(tag, 'skeleton');
      expect(longestMotion(tag)).to.be.at.most(1);
      await place.trouble({ kind: 'none' });
      await part(tag, ready);
      expect(longestMotion(tag)).to.be.at.most(1);
      await emulateMedia({ reducedMotion: 'no-preference' });
      expect(longestMotion(tag)).to.be.greaterThan(1);
    });

    for (const kind of FAILURES) {
      it(`says why it failed, and retries (${kind})`, async () => {
        const place = await scene();
        await place.trouble({ kind });
        const tag = await show(place, place.as('owner'), template(place), { accounts });
        const failure = await part(tag, 'failure');
        expect(text(failure)).to.match(/could not/);
        await expect(tag).to.be.accessible();
        await place.trouble({ kind: 'none' });
        parts(tag, 'action-button')[0]?.focus();
        parts(tag, 'action-button')[0]?.click();
        await part(tag, ready);
        expect(hasFocus(tag), 'the focus fell to the page').to.equal(true);
      });
    }

    if (!isAskedEverything) return;
    it('asks for the session once, however many tags there are', async () => {
      const place = await scene();
      const tag = await show(place, place.as('owner'), template(place), { accounts });
      tag.after(document.createElement('member-table'), document.createElement('org-switcher'));
      await part(tag, ready);
      await waitUntil(() => tag.parentElement?.querySelector('org-switcher')?.shadowRoot);
      expect(await place.requests('/session')).to.equal(1);
    });

    if (!isForAll) {
      it('tells the host when nobody is signed in', async () => {
        const place = await scene();
        const asked = oneEvent(document.body, 'org-sign-in-required');
        await show(place, undefined, template(place), { accounts });
        await asked;
      });
    }
  });
}

/** In milliseconds, of what a tag shows. */
function longestMotion(tag: HTMLElement): number {
  const styles = [...(tag.shadowRoot?.querySelectorAll('*') ?? [])].map(e => getComputedStyle(e));
  const durations = styles.flatMap(({ animationDuration, transitionDuration }) =>
    `${animationDuration}, ${transitionDuration}`.split(', '),
  );
  return Math.max(...durations.map(duration => parseFloat(duration) * 1000));
}
