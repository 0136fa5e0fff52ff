import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import { middleCut, middleCutStyles } from '../../src/ui/primitives/middle-cut.ts';
import { shared } from '../../src/ui/styles/shared.ts';

const LONG = 'wolfeschlegelsteinhausenbergerdorff@acme.example';

const drawn = (text: string): Promise<HTMLElement> =>
  fixture(
    html`<p>
      <style>
        ${shared}${middleCutStyles}</style
      >${middleCut(text)}
    </p>`,
  );

const pieces = (place: HTMLElement): HTMLElement | null =>
  place.querySelector('[aria-hidden=true]');

describe('an address of which the middle goes', () => {
  it('is one text where it is short', async () => {
    const place = await drawn('mia@acme.example');
    expect(place.querySelector('.whole')?.textContent).to.equal('mia@acme.example');
    expect(pieces(place) === null).to.equal(true);
  });

  it('is whole to who hears, finds or copies it; its two pieces are for eyes alone (R45)', async () => {
    const place = await drawn(LONG);
    expect(place.querySelector('.visually-hidden')?.textContent).to.equal(LONG);
    expect(pieces(place)?.textContent).to.equal(LONG);
    const style = getComputedStyle(pieces(place) as HTMLElement);
    expect(style.userSelect || style.getPropertyValue('-webkit-user-select')).to.equal('none');
  });

  it('keeps its end where there is no room', async () => {
    const place = await drawn(LONG);
    place.style.inlineSize = '14em';
    const end = pieces(place)?.lastElementChild as HTMLElement;
    expect(end.textContent).to.equal('acme.example');
    const { right } = end.getBoundingClientRect();
    expect(right).to.be.at.most(place.getBoundingClientRect().right + 1);
  });
});
