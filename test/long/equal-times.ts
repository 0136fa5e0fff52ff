import { startBackend } from '../../src/testing/backend.ts';
import { startMailSink } from '../../src/testing/mail-sink.ts';
import { ORIGIN } from '../support/backend.ts';
import { compareTimes } from '../support/equal-times.ts';

/** Compares how long answers about known and unknown addresses take, and prints it as JSON. */
const [postgresUrl = '', rounds = '200'] = process.argv.slice(2);
const sink = await startMailSink();
const backend = await startBackend({
  postgresUrl,
  origins: [ORIGIN],
  mail: { smtpUrl: sink.smtpUrl, from: 'no-reply@host.example' },
});
const results = await compareTimes(backend, Number(rounds));
await backend.stop();
await sink.stop();
console.log(JSON.stringify(results));
