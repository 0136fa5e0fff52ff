/**
 * What may be written in a conversation, as the reference backend reads it, and what is said of it. By its
 * file and not by the domain's index: a page that loads this later would load it at once with what it has of
 * the index.
 */
export { checkMessage, withoutMarkdown } from '../domain/conversations.ts';
