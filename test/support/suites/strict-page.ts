import { expect } from '@open-wc/testing';
import { waitUntil } from '../dom.ts';
import type { Views } from './views.ts';
import { member } from './visitors.ts';

/** What the tests do to find out whether all that was refused has been told. */
const TOLD = 'style-src-elem inline';

/** Each view in a page with the strictest Content-Security-Policy there is, Trusted Types among it (R42). */
export function describeStrictPage(tagName: string, views: Views): void {
  describe(`${tagName}: in a strict page`, () => {
    let page: Window;
    let frame: HTMLIFrameElement;
    before(async () => {
      frame = document.createElement('iframe');
      frame.src = '/test/pages/strict.html';
      document.body.append(frame);
      await waitUntil(() => frame.contentWindow?.showTag, 'no page');
      page = frame.contentWindow as Window;
    });
    after(() => {
      frame.remove();
    });

    for (const [name, { visitor = member('owner'), reach }] of Object.entries(views)) {
      it(`shows without a violation: ${name}`, async () => {
        const who = await visitor();
        const shown = { tag: tagName, lane: who.place.lane, token: who.as?.token ?? 'nobody' };
        page.violations.length = 0;
        const tag = page.showTag(shown);
        const [reached] = await Promise.allSettled([reach(tag, who)]);
        expect(await toldBy(page)).to.deep.equal([TOLD]);
        if (reached.status === 'rejected') throw reached.reason as Error;
      });
    }

    it('would be told of one', () => {
      expect(() => {
        page.document.body.innerHTML = '<b></b>';
      }).to.throw();
    });
  });
}

/** All that was refused, which is told one after the other: the last is what is done here. */
async function toldBy({ document: { head }, violations }: Window): Promise<string[]> {
  const style = head.ownerDocument.createElement('style');
  style.textContent = 'body { color: red; }';
  head.append(style);
  await waitUntil(() => violations.at(-1) === TOLD, 'nothing is told');
  return violations;
}
