import { css, html, nothing, type TemplateResult } from 'lit';
import type { Message, MessageSource } from '../../client/guest-client.ts';
import type { Localize } from '../i18n/localize.ts';
import { keyedList } from '../keyed-list.ts';
import { link, markdown } from '../markdown.ts';
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
}

/**
 * What was written in a conversation, in its order. Everything in it is text; answers are Markdown once
 * `loadMarkdown` is done.
 */
export function transcript(options: Transcript): TemplateResult {
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

/** The styles that {@link transcript} needs, and what one writes into. */
export const transcriptStyles = css`
  .log {
    flex: 1;
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 12px;
    padding: 16px;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .message {
    max-inline-size: 85%;
  }
  .message.mine {
    align-self: flex-end;
  }
  .mine > p {
    text-align: end;
  }
  .text {
    padding: 8px 12px;
    border-radius: var(--_radius);
    background: var(--_hover);
    unicode-bidi: plaintext;
  }
  .mine .text {
    background: var(--_accent-soft);
  }
  .plain {
    white-space: pre-wrap;
  }
  .unfinished::after {
    content: '…';
  }
  .text > * + * {
    margin-block-start: 8px;
  }
  .log a {
    color: inherit;
  }
  blockquote {
    margin: 0;
    padding-inline-start: 10px;
    border-inline-start: 2px solid var(--_line-strong);
  }
  .text :is(ul, ol) {
    margin: 0;
    padding-inline-start: 1.4em;
  }
  pre {
    margin: 0;
    overflow-x: auto;
  }
  textarea {
    inline-size: 100%;
    padding: 8px 10px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-control);
    background: var(--_raised);
    color: inherit;
    font: inherit;
    resize: none;
  }
  @media (forced-colors: active) {
    .text {
      border: 1px solid;
    }
  }
`;
