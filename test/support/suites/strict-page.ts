import { expect } from '@open-wc/testing';
import { openStrictPage, TOLD, type StrictPage } from '../strict-page.ts';
import type { Views } from './views.ts';
import { member } from './visitors.ts';

/** Each view in a page with the strictest Content-Security-Policy there is, Trusted Types among it (R42). */
export function describeStrictPage(tagName: string, views: Views): void {
  describe(`${tagName}: in a strict page`, () => {
    let page: StrictPage;
    before(async () => {
      page = await openStrictPage();
    });
    after(() => {
      page.close();
    });

    for (const [name, { visitor = member('owner'), reach }] of Object.entries(views)) {
      it(`shows without a violation: ${name}`, async () => {
        const who = await visitor();
        const { violations, showTag } = page.window;
        violations.length = 0;
        const tag = showTag({ tag: tagName, place: who.place, token: who.as?.token ?? 'nobody' });
        const [reached] = await Promise.allSettled([reach(tag, who)]);
        expect(await page.refused()).to.deep.equal([TOLD]);
        if (reached.status === 'rejected') throw reached.reason as Error;
      });
    }

    it('would be told of one', () => {
      expect(() => {
        page.window.document.body.innerHTML = '<b></b>';
      }).to.throw();
    });
  });
}
