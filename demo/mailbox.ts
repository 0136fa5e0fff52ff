import type { RequestListener } from 'node:http';
import type { MailSink } from '../src/testing/mail-sink.ts';

/** Where the page of the mailbox reads the letters. */
export const MAILBOX = '/mailbox.json';

/** Answers with the letters that have arrived, newest first. */
export function mailboxListener({ letters }: MailSink): RequestListener {
  return (_, response) => {
    const shown = letters.map(({ number, at, from, to, subject, text }) => ({
      number,
      at,
      from,
      to,
      subject,
      text,
    }));
    response
      .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(JSON.stringify(shown.toReversed()));
  };
}
