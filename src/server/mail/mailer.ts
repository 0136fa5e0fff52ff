import { setTimeout as pause } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type { LogEntry, MailSettings } from '../settings.ts';
import { headerText } from './header-text.ts';
import { asHtml, asText, type Letter } from './letter.ts';

/** How long after a failure it is tried again: a server that is restarting, or one that greylists. */
const RETRY_AFTER_MS = [1_000, 4_000];
const CONNECTION_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 20_000;

/** Sends letters, some time after they were handed over. */
export interface Mailer {
  /**
   * Never to be waited for by an answer, which would tell how it went: a failure is tried again a little,
   * then logged as `mail-failed`.
   * @returns whether the server took it
   */
  send(to: string, letter: Letter): Promise<boolean>;
  /** Waits for what is being sent; what would have been tried again is given up. */
  close(): Promise<void>;
}

/** Opens the way to an SMTP server, which need not be there yet. */
export function openMailer(
  { smtpUrl, from }: MailSettings,
  log: (entry: LogEntry) => void,
): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    greetingTimeout: CONNECTION_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const closing = new AbortController();
  const underWay = new Set<Promise<boolean>>();

  async function deliver(to: string, letter: Letter): Promise<boolean> {
    for (const wait of [...RETRY_AFTER_MS, undefined]) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject: headerText(letter.subject),
          text: asText(letter),
          html: asHtml(letter),
          headers: { 'auto-submitted': 'auto-generated' },
        });
        return true;
      } catch (error) {
        if (wait === undefined || isFinal(error) || !(await pausedFor(wait))) {
          log({ level: 'error', event: 'mail-failed', ...reasonOf(error) });
          return false;
        }
      }
    }
    return false;
  }

  function pausedFor(milliseconds: number): Promise<boolean> {
    return pause(milliseconds, true, { signal: closing.signal }).catch(() => false);
  }

  return {
    send(to, letter) {
      const sending = deliver(to, letter).finally(() => underWay.delete(sending));
      underWay.add(sending);
      return sending;
    },
    async close() {
      closing.abort();
      await Promise.all(underWay);
      transport.close();
    },
  };
}

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
}

/** The server has understood and said no. */
function isFinal(error: unknown): boolean {
  return ((error as SmtpError).responseCode ?? 0) >= 500;
}

/** Codes alone: what the server says in words has the address in it. */
function reasonOf(error: unknown): { readonly reason: string; readonly reply?: number } {
  const { code, responseCode } = error as SmtpError;
  return { reason: code ?? 'unknown', ...(responseCode !== undefined && { reply: responseCode }) };
}
