import type { InvitationOutcome } from '../../client/backend-client.ts';
import { readAddresses, suspectTypo } from '../../client/typed-invitations.ts';

/** One thing that was typed or pasted. */
export interface Entry {
  /** An address as it is kept, or what is none, as it was written. */
  readonly text: string;
  readonly isAddress: boolean;
  /** What was probably meant, until the person has said that it is right. */
  readonly suggestion?: string | undefined;
  /** The person has said so. */
  readonly isSure?: boolean;
  /** What became of it when it was sent, which was not that somebody is invited. */
  readonly outcome?: InvitationOutcome;
}

/** In the order they were typed, each once. */
export type Entries = ReadonlyMap<string, Entry>;

/** What stands in a text that was typed or pasted. */
export function entriesIn(text: string): readonly Entry[] {
  return readAddresses(text).map(found =>
    found.kind === 'address'
      ? { text: found.address, isAddress: true, suggestion: suspectTypo(found.address) }
      : { text: found.text, isAddress: false },
  );
}

/** With more of them. What is there already stays as it is, but for what was said when it was sent. */
export function withMore(entries: Entries, more: readonly Entry[]): Entries {
  const all = new Map(entries);
  for (const entry of more) {
    if (all.get(entry.text)?.outcome || !all.has(entry.text)) all.set(entry.text, entry);
  }
  return all;
}

/** With others in the place of one. */
export function withInstead(entries: Entries, text: string, others: readonly Entry[]): Entries {
  return new Map(
    [...entries.values()]
      .flatMap(entry => (entry.text === text ? others : [entry]))
      .map(entry => [entry.text, entry]),
  );
}

/** As an outcome leaves it: gone where somebody is invited. */
export function withOutcome(entries: Entries, outcome: InvitationOutcome): Entries {
  const { address, problem } = outcome;
  const entry = entries.get(address);
  if (!entry) return entries;
  if (problem === null) return withInstead(entries, address, []);
  const isTypo = problem.code === 'likely-typo';
  const left = isTypo
    ? { ...entry, suggestion: problem.suggestion, isSure: false }
    : { ...entry, outcome };
  return withInstead(entries, address, [left]);
}

/** Can it be sent, as far as anybody knows? */
export function isReady({ isAddress, suggestion, isSure, outcome }: Entry): boolean {
  const waits = outcome === undefined || outcome.problem?.code === 'rate-limited';
  return isAddress && waits && (suggestion === undefined || isSure === true);
}
