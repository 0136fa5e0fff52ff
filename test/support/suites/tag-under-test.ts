import type { TemplateResult } from 'lit';
import type { scene, Scene } from '../scene.ts';

/** What the suites need to know of a tag. */
export interface TagUnderTest {
  readonly template: (place: Scene) => TemplateResult;
  /** A part that is there once the tag is ready. */
  readonly ready: string;
  /** It is there for the backend's accounts alone. */
  readonly accounts?: boolean;
  /** It is there also for who is not signed in, and leaves it to them when to do so. */
  readonly isForAll?: boolean;
  /** Makes an organization with what the tag shows; left out: one with a member of each role. */
  readonly scene?: typeof scene;
  /** What it then says, wherever it is. */
  readonly says: (place: Scene) => string;
  /** Opens all that a person can open in it, one after the other, for each of which to look at it. */
  readonly opens: (tag: HTMLElement, look?: () => unknown) => Promise<void>;
}
