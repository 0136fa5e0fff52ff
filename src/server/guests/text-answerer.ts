import type { Database } from '../db/database.ts';
import type { AnswerPart, Answerer } from './answerer.ts';

/** Words that long are in every text, and say nothing of what is asked. */
const SHORT_WORD = 3;

/** How the passage is cut out. */
const OPTIONS = `'StartSel="", StopSel="", MinWords=20, MaxWords=60'`;

interface FoundPassage {
  readonly title: string;
  readonly url: string | null;
  readonly passage: string;
}

/**
 * Answers with the passage of a public text that fits best, word for word, and says where it is from.
 * It makes nothing up: where nothing fits, it yields nothing.
 */
export function createTextAnswerer(database: Database): Answerer {
  return {
    async *answer({ organization, text, signal }) {
      const [found] = await database.transaction(async tx => {
        await tx.query(`select set_config('orgtags.guest_organization', $1, true)`, [organization]);
        return tx.query<FoundPassage>(
          `with word as (
             select distinct word
               from unnest(tsvector_to_array(to_tsvector('simple', $2))) word
              where length(word) > ${String(SHORT_WORD)}
           ), asked as (
             select string_agg(quote_literal(word), ' | ')::tsquery as query, count(*) as words from word
           )
           select title, url,
                  ts_headline('simple', text, query, ${OPTIONS}) as passage
             from orgtags.text_source, asked
            where organization_id = $1 and public and searched @@ query
              and 2 * (select count(*) from word where searched @@ quote_literal(word)::tsquery) >= words
            order by ts_rank_cd(searched, query, 32) desc, id
            limit 1`,
          [organization, text],
        );
      });
      if (!found) return;
      const { title, url, passage } = found;
      for (const part of partsOf(quoted(passage))) {
        if (signal.aborted) return;
        yield { text: part };
      }
      yield { text: '', sources: [{ title, url }] } satisfies AnswerPart;
    },
  };
}

/** As a quotation in Markdown, in which nothing of the text is taken for more than text. */
function quoted(passage: string): string {
  const plain = passage.replaceAll(/[\\`*_{}[\]()#+\-.!<>|~&]/g, '\\$&');
  return plain
    .split('\n')
    .map(line => `> ${line}`)
    .join('\n');
}

/** A sentence at a time. */
function partsOf(text: string): string[] {
  return text.match(/[^.!?]*[.!?]*\s*/g)?.filter(part => part !== '') ?? [];
}
