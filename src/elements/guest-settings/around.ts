import type { LitElement, TemplateResult } from 'lit';
import type { BackendClient, Guest, GuestAccess, TextSource } from '../../client/backend-client.ts';
import type { Problem } from '../../client/problem.ts';
import type { InputDenial } from '../../client/input-denials.ts';
import type { Localize } from '../../ui/i18n/localize.ts';
import type { AccessChange, SourceChange } from './events.ts';

/** A part of the settings, in which it is said why something was not done. */
export type Place = 'access' | 'words' | 'hours' | 'sources' | 'guests' | 'embedding';

/** A part of which only the state is shown, until it is to be changed. */
export type Unfolded = Exclude<Place, 'access' | 'guests'>;

/** What the settings are about. */
export interface Loaded {
  readonly access: GuestAccess;
  readonly sources: readonly TextSource[];
  readonly guests: readonly Guest[];
  /** How many guests there are beside those shown, too. */
  readonly total: number;
}

/** What is asked before it is done. */
export type Asked =
  | { readonly kind: 'off' }
  | { readonly kind: 'end-all'; readonly total: number }
  | { readonly kind: 'rotate' }
  | { readonly kind: 'end'; readonly guest: Guest }
  | { readonly kind: 'remove'; readonly source: TextSource };

/** What is opened in front of the settings. */
export type Opened =
  Asked | { readonly kind: 'add' } | { readonly kind: 'edit'; readonly source: TextSource };

/** Why something was not done; undefined where it was. */
export type Refusal = Problem | 'cancelled' | undefined;

/** What the parts of the settings need of the tag around them. */
export interface Around {
  readonly host: LitElement;
  readonly localize: Localize;
  readonly client: () => BackendClient;
  /** The id of the organization. */
  readonly organization: () => string;
  readonly isBusy: () => boolean;
  readonly say: (sentence: string) => void;
  /** Opens what a part has a button for. */
  readonly open: (place: Place, what: Opened) => void;
  /** What is under way there and not to be seen yet, or why something was not done. */
  readonly news: (place: Place) => TemplateResult | undefined;
  /** Says there why something was not done. */
  readonly refuse: (place: Place, problem: Problem | undefined) => void;
  /** Waits for an answer, and goes on with it if whoever has asked is still there. */
  readonly attempt: <Answer>(
    send: () => Promise<Answer>,
    done: (answer: Answer) => unknown,
  ) => Promise<Problem | undefined>;
  /**
   * Changes how guests may join.
   * @param version that the decision was made on; the one that is shown, when left out
   * @returns `true` where it was done
   */
  readonly change: (
    place: Place,
    change: AccessChange,
    says: string,
    version?: number,
  ) => Promise<boolean>;
  /** Stores a text. @returns why it was not */
  readonly store: (
    source: { readonly id: string; readonly version: number } | undefined,
    change: SourceChange,
    key?: string,
  ) => Promise<Refusal>;
}

/** What is opened by a press needs that, too. */
export interface AroundEditors extends Around {
  /** Whose settings they are. */
  readonly whose: () => string | undefined;
  readonly loaded: () => Loaded | undefined;
  readonly put: (changed: Partial<Loaded>) => void;
  /** As `change`, but leaves it to who asks to say why it was not done. */
  readonly decide: (place: Place, change: AccessChange, says: string) => Promise<Refusal>;
}

/** Beside a field: what was refused there, as a sentence. */
export function fieldSentence(
  { localize }: Pick<Around, 'localize'>,
  denial: InputDenial | undefined,
): string | undefined {
  return denial && localize.term('input', denial);
}
