import { html, nothing, type TemplateResult } from 'lit';
import type { Message, MessageSource } from '../../client/guest-client.ts';
import type { Localize } from '../i18n/localize.ts';
import { keyedList } from '../keyed-list.ts';
import { link, loadMarkdown, markdown } from '../markdown.ts';
import { timeText } from './time-text.ts';

/** How the messages of a conversation are shown. */
export interface Transcript {
  readonly messages: readonly Message[];
  readonly localize: Localize;
  /** Whose side of it is the reader's. */
  readonly isMine: (message: Message) => boolean;
  /** Who has written a message. */
  readonly by: (message: Message) => string;
  /** What has become of a message on its way, as a word, where that is worth saying. */
  readonly delivery?: (message: Message) => string | undefined;
  /** Draws it again, once answers can be drawn as Markdown. */
  readonly redraw: () => void;
}

/** What was written in a conversation, in its order. Everything in it is text; answers are Markdown. */
export function transcript(options: Transcript): TemplateResult {
  if (options.messages.some(({ author }) => author === 'answerer')) loadMarkdown(options.redraw);
  return html`${keyedList(
    options.messages.map(message => [String(message.seq), shown(message, options)]),
  )}`;
}

function shown(message: Message, { localize, isMine, by, delivery }: Transcript): TemplateResult {
  const { author, text, sources, sentAt, done } = message;
  const cited = sources.flatMap(({ url }) => url ?? []);
  const drawn = author === 'answerer' ? markdown(text, cited) : undefined;
  const state = delivery?.(message);
  return html`<div class="message ${isMine(message) ? 'mine' : ''}" part="message">
    <p class="muted small">
      <bdi>${by(message)}</bdi> ·
      ${timeText(sentAt, localize.relative(sentAt, Date.now()), localize)}
      ${state === undefined ? nothing : html`· <span part="delivery">${state}</span>`}
    </p>
    <div class="text ${done ? '' : 'unfinished'}" part="text" aria-busy=${done ? nothing : 'true'}>
      ${drawn ?? plainText(text)}
    </div>
    ${sources.map(one => source(one, localize))}
  </div>`;
}

/** What somebody wrote, with its lines. */
export function plainText(text: string): TemplateResult {
  return html`<span class="plain">${text}</span>`;
}

function source({ title, url }: MessageSource, localize: Localize): TemplateResult {
  const named = html`<bdi>${title}</bdi>`;
  return html`<p class="muted small" part="source">
    ${localize.term('fromSource')}: ${url === null ? named : link(url, named)}
  </p>`;
}
