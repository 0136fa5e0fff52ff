import { expect, fixture } from '@open-wc/testing';
import fc from 'fast-check';
import { html, render } from 'lit';
import { keyedList } from '../../src/ui/keyed-list.ts';

/** A list, as it is shown after each of several renderings. */
class List {
  readonly #root = document.createElement('div');

  static async make(): Promise<List> {
    const list = new List();
    await fixture(html`${list.#root}`);
    return list;
  }

  show(keys: readonly string[]): void {
    const entries = keys.map(key => [key, html`<button id=${key}>${key}</button>`] as const);
    render(html`<i></i>${keyedList(entries)}<b></b>`, this.#root);
  }

  get shown(): readonly string[] {
    return [...this.#root.children].map(({ id, localName }) => id || localName);
  }

  button(key: string): HTMLElement | null {
    return this.#root.querySelector(`#${key}`);
  }
}

describe('a list by keys', () => {
  const anyKeys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'));

  it('shows what it is given, in order, between what stands around it, and keeps each element', async () => {
    const list = await List.make();
    fc.assert(
      fc.property(anyKeys, anyKeys, (before, after) => {
        list.show(before);
        const elements = new Map(before.map(key => [key, list.button(key)]));
        list.show(after);
        expect(list.shown).to.deep.equal(['i', ...after, 'b']);
        for (const key of after) {
          if (elements.has(key)) expect(list.button(key) === elements.get(key)).to.equal(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('moves one that goes to the end alone, and leaves the others where they are', async () => {
    const list = await List.make();
    list.show(Array.from('abcd'));
    const moved: Node[] = [];
    const observer = new MutationObserver(records => {
      moved.push(...records.flatMap(({ addedNodes }) => [...addedNodes]));
    });
    observer.observe(list.button('a')?.parentElement as HTMLElement, { childList: true });
    list.show(Array.from('bcda'));
    await Promise.resolve();
    observer.disconnect();
    const ids = moved.flatMap(node => (node instanceof HTMLElement ? [node.id] : []));
    expect(ids).to.deep.equal(['a']);
  });

  it('gives the focus back to an entry that is moved itself', async () => {
    const list = await List.make();
    list.show(Array.from('abcd'));
    list.button('d')?.focus();
    list.show(Array.from('dabc'));
    expect(document.activeElement?.id).to.equal('d');
  });

  it('gives no focus to what has it: a date that is half typed there would begin anew', async () => {
    const list = await List.make();
    list.show(Array.from('abc'));
    const button = list.button('b') as HTMLButtonElement;
    button.focus();
    let given = 0;
    button.focus = () => {
      given += 1;
    };
    list.show(Array.from('abc'));
    list.show(Array.from('xabc'));
    expect(given).to.equal(0);
    expect(document.activeElement?.id).to.equal('b');
  });

  for (const [what, after] of [
    ['one is added before it', 'xabcd'],
    ['one before it is removed', 'bcd'],
    ['one goes to the end', 'bcda'],
    ['one comes from the end', 'dabc'],
    ['those after it change places', 'abdc'],
  ] as const) {
    it(`leaves the focus in an entry when ${what}`, async () => {
      const list = await List.make();
      list.show(Array.from('abcd'));
      list.button('b')?.focus();
      list.show(Array.from(after));
      expect(document.activeElement?.id).to.equal('b');
    });
  }
});
