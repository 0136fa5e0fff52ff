import type { Database } from '../db/database.ts';
import type { AnswerPart, Answerer } from './answerer.ts';
import { findPassage } from './passages.ts';

/**
 * Answers with the passage of a public text that fits best, word for word, and says where it is from.
 * It makes nothing up: where nothing fits, it yields nothing.
 */
export function createTextAnswerer(database: Database): Answerer {
  return {
    async *answer({ organization, text, signal }) {
      const found = await database.transaction(async tx => {
        await tx.query(`select set_config('orgtags.guest_organization', $1, true)`, [organization]);
        return findPassage(tx, organization, text);
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
  const plain = passage.replaceAll(/[!-/:-@[-`{-~]/g, '\\$&');
  return plain
    .split('\n')
    .map(line => `> ${line.trim()}`)
    .join('\n');
}

/** A sentence at a time. */
function partsOf(text: string): string[] {
  return text.match(/[^.!?]*[.!?]*\s*/g)?.filter(part => part !== '') ?? [];
}
