import type { Transaction } from '../db/database.ts';
import { cutText } from './cut-text.ts';

/** Words that long are in every text, and say nothing of what is asked. */
const SHORT_WORD = 3;
/** Nor do those that one of these languages has in every text. */
const LANGUAGES = `'{dutch_stem,english_stem,french_stem,german_stem,italian_stem,spanish_stem}'`;

/** How many words of a question are looked for, the longest: each more takes time in every text. */
const MOST_WORDS = 30;

/** Stand for `<` and `>`, within which a headline leaves everything out: characters that no text has. */
const AS_SIGNS = String.raw`U&'\FDD0\FDD1'`;

/** How the passage is cut out. */
const OPTIONS = `'StartSel="", StopSel="", MinWords=20, MaxWords=60'`;

/** Code points of a passage: words can be of any length, and a quoted one takes three times as much. */
const PASSAGE_LENGTH = 2000;

/** What answers a question, word for word, and what it is from. */
export interface FoundPassage {
  readonly title: string;
  readonly url: string | null;
  readonly passage: string;
}

/**
 * Finds the passage that fits a question best, in the organization's public texts alone.
 * @returns undefined where nothing fits
 */
export async function findPassage(
  tx: Transaction,
  organization: string,
  question: string,
): Promise<FoundPassage | undefined> {
  const [found] = await tx.query<FoundPassage>(
    `with word as (
       select word
         from unnest(tsvector_to_array(to_tsvector('simple', $2))) word
        where length(word) > ${String(SHORT_WORD)}
          and not exists (select from unnest(${LANGUAGES}::regdictionary[]) language
                           where ts_lexize(language, word) = '{}')
        order by length(word) desc, word
        limit ${String(MOST_WORDS)}
     ), asked as (
       select string_agg(quote_literal(word), ' | ')::tsquery as query, count(*) as words from word
     )
     select title, url,
            translate(ts_headline('simple', translate(text, '<>', ${AS_SIGNS}), query, ${OPTIONS}),
                      ${AS_SIGNS}, '<>') as passage
       from orgtags.text_source, asked
      where organization_id = $1 and public and searched @@ query
        and 2 * (select count(*) from word where searched @@ quote_literal(word)::tsquery) > words
      order by ts_rank_cd(searched, query, 32) desc, id
      limit 1`,
    [organization, question],
  );
  return found && { ...found, passage: cutText(found.passage, PASSAGE_LENGTH) };
}
