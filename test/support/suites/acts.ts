import { aTimeout, expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import { createHttpClient, type BackendClient } from '../../../src/client/index.ts';
import type { OrgProvider } from '../../../src/elements/org-provider/org-provider.ts';
import '../../../src/orgtags.ts';
import type { TestPerson } from '../../../src/testing/backend.ts';
import { startOver } from '../../../src/ui/context/session-acts.ts';
import { storeFor, type SessionStore } from '../../../src/ui/context/session-store.ts';
import { hasFocus, part, parts, text, waitUntil } from '../dom.ts';
import { focus } from '../focus.ts';
import { scene, sql, type Scene } from '../scene.ts';
import type { Trouble } from '../unreliable-proxy.ts';

type EventName = keyof GlobalEventHandlersEventMap & `org-${string}`;

/** What of an event, by where it is in it: `member.name`. */
type Details = Readonly<Record<string, unknown>>;

/** Something that a tag does, which the page may stop. */
export interface Act {
  /** The event before it; `npm run check` looks for it here. */
  readonly before: EventName;
  /** The event after it. */
  readonly after: EventName;
  /** It is the person's, wherever they are; left out: of who is in the organization. */
  readonly ofPerson?: boolean;
  /** Arranges it, for somebody who is not alone in an organization. */
  readonly arrange: () => Promise<Arranged>;
}

/** An act that somebody can do. */
export interface Arranged {
  readonly place: Scene;
  readonly as: TestPerson;
  /** What is in both events, and what in the one after it beside that. */
  readonly about: Details;
  readonly told?: Details;
  /** What is said to a screen reader when it is done. */
  readonly says: string;
  /** In the path of its request, and in none that is made meanwhile; `$` is its end, after which comes the method. */
  readonly path: string;
  /** Goes to where one press does it, from wherever an attempt has left the tag. */
  readonly reach: (tag: HTMLElement) => Promise<unknown>;
  /** What is to be pressed there. */
  readonly control: (tag: HTMLElement) => HTMLElement | undefined;
  /** Is it done? As the database has it. */
  readonly isDone: () => Promise<boolean>;
}

/** By what they are called in the names of tests. */
export type Acts = Readonly<Record<string, Act>>;

/** Where tags hear of what has been done. */
const NEWS = '/changes';

/** By when a tag has taken an answer that has come, in milliseconds. */
const TAKEN = 50;

/** How somebody else comes to be in the place of who has begun it, or nobody. */
const GOING: Readonly<Record<string, (trial: Trial) => Promise<unknown>>> = {
  async 'the person has signed out'({ store }) {
    await store.reload();
  },
  async 'somebody else has signed in'(trial) {
    trial.who = trial.somebodyElse;
    await startOver(trial.store);
  },
  async 'the page has given the tag somebody else’s client'({ arranged, provider, somebodyElse }) {
    provider.client = clientOf(arranged.place, () => somebodyElse);
    await provider.updateComplete;
  },
};

/** Each act of a tag: told before and after, done once, said, and only to who has done it. */
export function describeActs(tagName: string, acts: Acts): void {
  for (const [name, act] of Object.entries(acts)) {
    describe(`${tagName}: ${name}`, () => {
      describeAct(tagName, act);
    });
  }
}

function describeAct(tagName: string, act: Act): void {
  const { before, after, ofPerson = false } = act;

  async function isDoneOnce(trial: Trial): Promise<void> {
    const { arranged, tag } = trial;
    await waitUntil(() => trial.told(after).length > 0, 'the page is not told');
    await waitUntil(() => trial.said.length > 0, 'nothing is said');
    await waitUntil(() => !isBusy(tag), 'it stays busy');
    await waitUntil(() => hasFocus(tag), 'the focus is lost');
    expect(trial.said).to.deep.equal([arranged.says]);
    expect(trial.told(after)).to.have.length(1);
    expect(trial.told(after)[0]).to.nested.include({ ...arranged.about, ...arranged.told });
    expect(await arranged.isDone(), 'it is not done').to.equal(true);
    expect(parts(tag, 'problem'), 'a problem stays').to.have.length(0);
  }

  /** Nothing comes of it, or stays, in a tag that shows what a new one shows. */
  async function isNobodys(trial: Trial): Promise<void> {
    const { tag, provider } = trial;
    const other = document.createElement(tagName);
    provider.append(other);
    await waitUntil(() => shown(other) !== '' && parts(other, 'skeleton').length === 0);
    await waitUntil(() => shown(tag) === shown(other)).catch(() => {
      expect(shown(tag)).to.equal(shown(other));
    });
    other.remove();
    expect(isBusy(tag), 'it is busy').to.equal(false);
    expect(trial.told(after)).to.have.length(0);
    expect(trial.told('org-error')).to.have.length(0);
    expect(trial.said).to.deep.equal([]);
  }

  it('is told before, not done where the page cancels it, and can be done then', async () => {
    const trial = await Trial.of(tagName, act);
    const { arranged, tag, provider } = trial;
    const cancel = (event: Event): void => {
      event.preventDefault();
    };
    provider.addEventListener(before, cancel, { once: true });
    trial.press();
    await waitUntil(() => trial.told(before).length > 0, 'the page is not told');
    expect(trial.told(before)[0]).to.nested.include(arranged.about);
    await waitUntil(() => !isBusy(tag) && hasFocus(tag), 'the focus is lost');
    expect(await trial.requests()).to.equal(0);
    expect(trial.told(after)).to.have.length(0);
    expect(trial.said).to.deep.equal([]);
    await arranged.reach(tag);
    trial.press();
    await isDoneOnce(trial);
  });

  it('is done once, however often it is pressed, and busy meanwhile', async () => {
    const trial = await Trial.of(tagName, act);
    await trial.trouble('hold');
    trial.press();
    trial.press();
    await waitUntil(() => isBusy(trial.tag), 'it is not busy');
    trial.press();
    await waitUntil(async () => (await trial.requests()) > 0);
    expect(trial.told(after)).to.have.length(0);
    await trial.trouble('none');
    await isDoneOnce(trial);
    expect(await trial.requests()).to.equal(1);
    expect(trial.told(before)).to.have.length(1);
  });

  it('is done once while Enter is held', async () => {
    const trial = await Trial.of(tagName, act);
    await trial.trouble('hold');
    trial.arranged.control(trial.tag)?.focus();
    for (let n = 0; n < 3; n += 1) await sendKeys({ down: 'Enter' });
    await waitUntil(async () => (await trial.requests()) > 0);
    await trial.trouble('none');
    await waitUntil(() => trial.told(after).length > 0, 'the page is not told');
    await sendKeys({ down: 'Enter' });
    await sendKeys({ up: 'Enter' });
    await isDoneOnce(trial);
    expect(await trial.requests()).to.equal(1);
    expect(trial.told(before)).to.have.length(1);
  });

  for (const [kind, what] of [
    ['status', 'the server fails'],
    ['lose', 'the answer gets lost'],
  ] as const) {
    it(`says there why it was not done when ${what}, and does it at the next attempt`, async () => {
      const trial = await Trial.deaf(tagName, act);
      const { arranged, tag } = trial;
      await trial.trouble(kind);
      trial.press();
      const problem = await part(tag, 'problem');
      expect(text(problem)).to.contain('The server did not answer');
      expect(problem.checkVisibility(), 'nobody sees why').to.equal(true);
      expect(problem.getAttribute('role'), 'nobody hears why').to.equal('alert');
      await waitUntil(() => !isBusy(tag), 'it stays busy');
      expect(hasFocus(tag), 'the focus is lost').to.equal(true);
      expect(trial.told('org-error')).to.have.length(1);
      expect(trial.told(after)).to.have.length(0);
      expect(trial.said).to.deep.equal([]);
      expect(await arranged.isDone()).to.equal(kind === 'lose');
      await trial.trouble('none');
      await arranged.reach(tag);
      trial.press();
      await isDoneOnce(trial);
    });
  }

  for (const [kind, answer] of [
    ['delay', 'done'],
    ['hold', 'refused'],
  ] as const) {
    for (const [how, go] of Object.entries(GOING)) {
      it(`is nobody’s when ${how} before it is ${answer}`, async () => {
        const trial = await Trial.deaf(tagName, act);
        await trial.begin(kind);
        await endSession(trial.arranged.as);
        await go(trial);
        await isNobodys(trial);
        await focus(trial.beside);
        await trial.answer();
        await isNobodys(trial);
        expect(hasFocus(trial.beside), 'the focus is taken').to.equal(true);
      });
    }
  }

  it(`is ${ofPerson ? 'still theirs' : 'nobody’s'} when the person has gone to another organization`, async () => {
    const arranged = await act.arrange();
    const members = [{ role: 'owner', person: arranged.as }] as const;
    const elsewhere = await scene({ name: 'Zeta', members });
    await visit(elsewhere, arranged.as);
    const trial = await Trial.of(tagName, act, arranged);
    await trial.begin('delay');
    const session = await trial.store.client.organizations.switch(elsewhere.id);
    trial.store.take({ status: 'ready', session });
    if (!ofPerson) await isNobodys(trial);
    await trial.answer();
    await (ofPerson ? isDoneOnce(trial) : isNobodys(trial));
  });
}

/** An act that is about to be done in a tag, and what comes of it. */
class Trial {
  readonly arranged: Arranged;
  readonly tag: HTMLElement;
  readonly provider: OrgProvider;
  /** A place for the focus outside of the tag. */
  readonly beside = document.createElement('button');
  readonly store: SessionStore;
  /** What was said to a screen reader. */
  readonly said: string[] = [];
  /** Whose page it is. */
  who: TestPerson;
  readonly #told: Event[] = [];
  readonly #troubled: string[];
  #requestsBefore = 0;

  private constructor(tagName: string, arranged: Arranged) {
    this.arranged = arranged;
    this.#troubled = [arranged.path];
    this.who = arranged.as;
    this.tag = document.createElement(tagName);
    this.provider = document.createElement('org-provider');
    this.provider.client = clientOf(arranged.place, () => this.who);
    this.store = storeFor(this.provider.client);
    this.provider.append(this.tag, this.beside);
  }

  /** Shows the tag and goes to where the act can be done, of which nothing is noted. */
  static async of(tagName: string, act: Act, arranged?: Arranged): Promise<Trial> {
    const trial = new Trial(tagName, arranged ?? (await act.arrange()));
    const { place, path, reach } = trial.arranged;
    await fixture(html`${trial.provider}`);
    await reach(trial.tag);
    trial.#requestsBefore = await place.requests(path);
    trial.#note([act.before, act.after, 'org-error']);
    return trial;
  }

  /** A tag that hears of nothing but by answers: when it hears of its own act is anybody's guess. */
  static async deaf(tagName: string, act: Act): Promise<Trial> {
    const arranged = await act.arrange();
    await arranged.place.trouble({ kind: 'lose', path: NEWS });
    const trial = await Trial.of(tagName, act, arranged);
    trial.#troubled.push(NEWS);
    await visit(arranged.place, trial.somebodyElse);
    return trial;
  }

  get somebodyElse(): TestPerson {
    const { place, as } = this.arranged;
    const other = place.members.find(({ id }) => id !== as.id);
    if (!other) throw new Error('There is nobody else.');
    return other;
  }

  /** The events of a type that the page was told. */
  told(type: EventName): readonly Event[] {
    return this.#told.filter(event => event.type === type);
  }

  async requests(): Promise<number> {
    const { place, path } = this.arranged;
    return (await place.requests(path)) - this.#requestsBefore;
  }

  /** What happens to its request from now on. */
  async trouble(kind: Trouble['kind']): Promise<void> {
    await this.arranged.place.trouble({ kind, path: this.#troubled });
  }

  press(): void {
    const control = this.arranged.control(this.tag);
    control?.focus();
    control?.click();
  }

  /** Presses, and holds the request, or its answer. */
  async begin(kind: 'hold' | 'delay'): Promise<void> {
    await this.trouble(kind);
    this.press();
    await waitUntil(async () => (await this.requests()) > 0, 'there is no request');
    if (kind === 'delay') await waitUntil(this.arranged.isDone, 'it is not done');
  }

  /** Lets the answer come that was held. */
  async answer(): Promise<void> {
    performance.clearResourceTimings();
    await this.trouble('none');
    await waitUntil(
      () =>
        performance
          .getEntriesByType('resource')
          .some(({ name }) => `${name}$`.includes(this.arranged.path.split(' ')[0] ?? '')),
      'there is no answer',
    );
    await aTimeout(TAKEN);
  }

  #note(types: readonly EventName[]): void {
    for (const type of types) {
      this.provider.addEventListener(type, event => this.#told.push(event));
    }
    const region = [...(this.tag.shadowRoot?.querySelectorAll('[role=status]') ?? [])].at(-1);
    new MutationObserver(() => {
      if (text(region) !== '') this.said.push(text(region));
    }).observe(region as Element, { characterData: true, childList: true, subtree: true });
  }
}

function clientOf({ lane }: Scene, who: () => TestPerson): BackendClient {
  return createHttpClient({ baseUrl: lane, getToken: () => who().token });
}

/** Somebody looks at an organization, which is noted of them; later it would be so beside a test. */
async function visit(place: Scene, who: TestPerson): Promise<void> {
  await clientOf(place, () => who).session(place.id);
}

function endSession({ session: id }: TestPerson): Promise<unknown> {
  return sql('delete from orgtags_auth.session where id = $1', [id]);
}

/** What can be seen of a tag. */
function shown({ shadowRoot }: HTMLElement): string {
  return [...(shadowRoot?.children ?? [])]
    .filter(child => !child.matches('[role=status]'))
    .map(text)
    .join(' ');
}

const isBusy = (tag: HTMLElement): boolean => tag.matches(':state(busy)');
