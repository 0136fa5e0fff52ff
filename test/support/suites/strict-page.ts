import { expect } from '@open-wc/testing';
import { part, waitUntil } from '../dom.ts';
import { scene } from '../scene.ts';
import type { TagUnderTest } from './tag-under-test.ts';

/** A page with the strictest Content-Security-Policy there is, Trusted Types among it (R42). */
export function describeStrictPage(tagName: string, { ready, opens }: TagUnderTest): void {
  describe(`${tagName}: in a strict page`, () => {
    it('does all it does without a violation', async () => {
      const place = await scene();
      const { page, close } = await open({
        lane: place.lane,
        token: place.as('owner').token,
        tag: tagName,
      });
      await waitUntil(() => page.document.querySelector(tagName), 'no tag');
      const tag = page.document.querySelector<HTMLElement>(tagName) as HTMLElement;
      await part(tag, ready).catch(() => expect(page.violations).to.deep.equal([]));
      await opens(tag);
      expect(page.violations).to.deep.equal([]);
      close();
    });

    it('would be told of one', async () => {
      const { page, close } = await open({ tag: tagName });
      await waitUntil(() => page.document.querySelector(tagName), 'no tag');
      const style = page.document.createElement('style');
      style.textContent = 'body { color: red; }';
      page.document.head.append(style);
      await waitUntil(() => page.violations?.length === 1, 'nothing was noticed');
      expect(() => {
        page.document.body.innerHTML = '<b></b>';
      }).to.throw();
      close();
    });
  });
}

async function open(given: Readonly<Record<string, string>>) {
  const frame = document.createElement('iframe');
  frame.src = `/test/pages/strict.html#${new URLSearchParams(given).toString()}`;
  const loaded = new Promise(resolve => {
    frame.addEventListener('load', resolve);
  });
  document.body.append(frame);
  await loaded;
  return {
    page: frame.contentWindow as Window & { readonly violations?: string[] },
    close: () => {
      frame.remove();
    },
  };
}
