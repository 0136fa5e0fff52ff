import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { asHtml, asText, type Letter } from '../../src/server/mail/letter.ts';
import { openMailer } from '../../src/server/mail/mailer.ts';
import type { LogEntry } from '../../src/server/index.ts';
import { startMailSink } from '../../src/testing/mail-sink.ts';
import { newAddress } from '../support/accounts.ts';
import { ask, backendForTests, ORIGIN } from '../support/backend.ts';
import { freePort } from '../support/free-port.ts';

const FROM = 'Orgtags <no-reply@host.example>';
const LETTER: Letter = { subject: 'Hello', paragraphs: ['One.', 'Two.'] };

describe('a mail server that is not there', () => {
  it('changes no answer, and is noted without an address', async () => {
    const noted = notes();
    const smtpUrl = `smtp://127.0.0.1:${await freePort()}`;
    const backend = await backendForTests({ mail: { smtpUrl, from: FROM }, log: noted.log });
    const { email } = await backend.person();
    for (const [path, json] of Object.entries({
      'sign-up/email': { name: 'Nora', email, password: 'correct horse' },
      'request-password-reset': { email },
    })) {
      const answer = await ask(`${backend.url}/api/auth/${path}`, {
        method: 'POST',
        headers: { origin: ORIGIN },
        json,
      });
      assert.deepEqual([answer.status, answer.body], [204, undefined]);
    }
    for (const entry of [await noted.next(), await noted.next()]) {
      assert.deepEqual(Object.keys(entry), ['level', 'event', 'reason']);
      assert.deepEqual([entry.level, entry.event], ['error', 'mail-failed']);
      assert.match(String(entry.reason), /^E[A-Z]+$/);
    }
  });

  it('is not waited for when the backend closes', async () => {
    const noted = notes();
    const smtpUrl = `smtp://127.0.0.1:${await freePort()}`;
    const mailer = openMailer({ smtpUrl, from: FROM }, noted.log);
    void mailer.send(newAddress(), LETTER);
    await mailer.close();
    assert.equal((await noted.next()).event, 'mail-failed');
  });
});

describe('a mail server that refuses', () => {
  it('for now is asked again', async () => {
    let attempts = 0;
    const arrived = Promise.withResolvers<undefined>();
    const smtpUrl = await serve({
      onRcptTo(_address, _session, done) {
        attempts += 1;
        if (attempts === 1) done(refusal(451, 'Come back later'));
        else done();
      },
      onData(stream, _session, done) {
        stream.resume().once('end', () => {
          arrived.resolve(undefined);
          done();
        });
      },
    });
    const noted = notes();
    const mailer = openMailer({ smtpUrl, from: FROM }, noted.log);
    void mailer.send(newAddress(), LETTER);
    assert.equal(await Promise.race([arrived.promise, noted.next()]), undefined);
    await mailer.close();
    assert.equal(attempts, 2);
  });

  it('for good is not, and its words, which have the address in them, are not noted', async () => {
    let attempts = 0;
    const smtpUrl = await serve({
      onRcptTo({ address }, _session, done) {
        attempts += 1;
        done(refusal(550, `No such mailbox: ${address}`));
      },
    });
    const noted = notes();
    const mailer = openMailer({ smtpUrl, from: FROM }, noted.log);
    void mailer.send(newAddress(), LETTER);
    assert.deepEqual(await noted.next(), {
      level: 'error',
      event: 'mail-failed',
      reason: 'EENVELOPE',
      reply: 550,
    });
    await mailer.close();
    assert.equal(attempts, 1);
  });
});

describe('a subject', () => {
  it('is shown letter for letter by whoever reads it, in whatever letter it stands', async () => {
    const sink = await startMailSink();
    after(() => sink.stop());
    const mailer = openMailer({ smtpUrl: sink.smtpUrl, from: FROM }, notes().log);
    const address = newAddress();
    for (const subject of [
      'Confirm your address for host.example',
      'Confirm your address for =?utf-8?Q?evil=2Eexample?=',
      '=?utf-8?B?aHR0cHM6Ly9ldmlsLmV4YW1wbGU=?=',
      'a=?utf-8?Q?b?=c =?x?= =? ?= "=?utf-8?Q?a b?="',
      `${'ü'.repeat(60)} =?utf-8?Q?a?= ${'🦊'.repeat(60)}`,
    ]) {
      void mailer.send(address, { ...LETTER, subject });
      assert.equal((await sink.next(address)).subject, subject);
    }
    await mailer.close();
  });
});

describe('the mail sink', () => {
  it('gives each letter to an address once, in the order they came', async () => {
    const sink = await startMailSink();
    after(() => sink.stop());
    const mailer = openMailer({ smtpUrl: sink.smtpUrl, from: FROM }, notes().log);
    const [mine, theirs] = [newAddress(), newAddress()];
    const later = sink.next(mine);
    void mailer.send(mine, { ...LETTER, subject: 'First — with ünusual 文字' });
    assert.equal((await later).subject, 'First — with ünusual 文字');
    void mailer.send(theirs, LETTER);
    await sink.next(theirs);
    void mailer.send(mine, { ...LETTER, subject: 'Second' });
    assert.equal((await sink.next(mine)).subject, 'Second');
    assert.deepEqual(
      sink.letters.map(({ number, to }) => [number, ...to]),
      [
        [1, mine],
        [2, theirs],
        [3, mine],
      ],
    );
    await mailer.close();
  });
});

describe('a letter', () => {
  const letter: Letter = {
    subject: 'A & B',
    paragraphs: ['First <b>.', 'Last.'],
    link: { label: 'Go "there"', url: 'https://app.example/?a=1&b=2#verify=x' },
  };

  it('is plain text with the link on a line of its own', () => {
    assert.equal(
      asText(letter),
      'First <b>.\n\nGo "there":\nhttps://app.example/?a=1&b=2#verify=x\n\nLast.\n',
    );
  });

  it('is HTML in which nothing but its own elements are elements', () => {
    const html = asHtml(letter);
    assert.ok(html.includes('<title>A &amp; B</title>'));
    assert.ok(html.includes('<p>First &lt;b&gt;.</p>'));
    const link = '<a href="https://app.example/?a=1&amp;b=2#verify=x">Go &quot;there&quot;</a>';
    assert.ok(html.includes(link), html);
  });
});

/** A log whose entries can be waited for, each once; those of requests are not among them. */
function notes(): { readonly log: (entry: LogEntry) => void; next(): Promise<LogEntry> } {
  const entries: LogEntry[] = [];
  const waiting: ((entry: LogEntry) => void)[] = [];
  return {
    log(entry) {
      if (entry.event === 'request') return;
      const first = waiting.shift();
      if (first) first(entry);
      else entries.push(entry);
    },
    next: () =>
      new Promise(resolve => {
        const first = entries.shift();
        if (first) resolve(first);
        else waiting.push(resolve);
      }),
  };
}

async function serve(options: SMTPServerOptions): Promise<string> {
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    ...options,
  });
  smtp.on('error', () => undefined);
  const server = smtp.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => new Promise<void>(resolve => smtp.close(() => resolve())));
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function refusal(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}
