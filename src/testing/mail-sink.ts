import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** How many letters are kept. */
const KEPT = 200;
/** How long a letter is waited for. */
const PATIENCE_MS = 10_000;

/** A letter as it arrived. */
export interface ReceivedLetter {
  /** Counts up from 1. */
  readonly number: number;
  /** ISO 8601, UTC; when it arrived. */
  readonly at: string;
  readonly from: string;
  /** Whom it was brought to, which its headers need not say. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The whole letter as it came over the wire. */
  readonly source: string;
}

/** A mail server that keeps every letter and delivers none. */
export interface MailSink {
  /** Where it listens, e.g. `smtp://127.0.0.1:51234`. */
  readonly smtpUrl: string;
  /** In the order of arrival. */
  readonly letters: readonly ReceivedLetter[];
  /**
   * The next letter to an address, once it is there; each is given once.
   * @throws Error when none comes within 10 seconds
   */
  next(to: string): Promise<ReceivedLetter>;
  stop(): Promise<void>;
}

/** Starts a mail server on a free port of this machine. */
export async function startMailSink(): Promise<MailSink> {
  const letters: ReceivedLetter[] = [];
  const given = new Set<ReceivedLetter>();
  const waiting = new Set<() => void>();
  let count = 0;

  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, { envelope }, done) {
      const to = envelope.rcptTo.map(({ address }) => address);
      keep(stream, to).then(() => done(), done);
    },
  });
  smtp.on('error', () => undefined);
  const server = smtp.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  async function keep(stream: NodeJS.ReadableStream, to: readonly string[]): Promise<void> {
    const source = await buffer(stream);
    const { from, subject = '', text = '', html = '' } = await PostalMime.parse(source);
    count += 1;
    letters.push({
      number: count,
      at: new Date().toISOString(),
      from: from?.address ?? '',
      to,
      subject,
      text,
      html,
      source: source.toString(),
    });
    if (letters.length > KEPT) letters.shift();
    for (const look of [...waiting]) look();
  }

  return {
    smtpUrl: `smtp://127.0.0.1:${String(port)}`,
    letters,
    next: to =>
      new Promise((resolve, reject) => {
        const giveUp = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`No letter to ${to} has come.`));
        }, PATIENCE_MS);
        const look = (): void => {
          const letter = letters.find(one => one.to.includes(to) && !given.has(one));
          if (!letter) return;
          given.add(letter);
          waiting.delete(look);
          clearTimeout(giveUp);
          resolve(letter);
        };
        waiting.add(look);
        look();
      }),
    stop: () => new Promise(resolve => smtp.close(() => resolve())),
  };
}
