import { css } from 'lit';

/** The styles that a transcript needs, and what one writes into. */
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
