import { startBackend } from '../../src/testing/backend.ts';
import { playRounds } from '../support/guest-rounds.ts';
import { cutReply } from '../support/stream-cuts.ts';

/**
 * Guests and members write to each other through a network that drops, delays, doubles and cuts; then the
 * stream of one reply is cut after each of its bytes:
 * `node test/long/guest-network.ts <postgresUrl> [rounds] [messages] [seed]`. Prints what was done to them and
 * what was lost, was there twice, or came in another order; then it ends with 1.
 */
const [postgresUrl = '', rounds = '100', messages = '20', seed = '1'] = process.argv.slice(2);
/** Each has two streams and a few requests under way; more would wait for each other. */
const AT_ONCE = 25;

const backend = await startBackend({ postgresUrl });
const findings: string[] = [];
const fates: Record<string, number> = {};
for (let from = 0; from < Number(rounds); from += AT_ONCE) {
  const outcome = await playRounds(backend, {
    seed: Number(seed) + from,
    rounds: Math.min(AT_ONCE, Number(rounds) - from),
    messages: Number(messages),
  });
  findings.push(...outcome.findings);
  for (const [fate, times] of Object.entries(outcome.fates)) {
    fates[fate] = (fates[fate] ?? 0) + times;
  }
}
const { findings: ofCuts, bytes, cuts } = await cutReply(backend, () => true);
findings.push(...ofCuts);
await backend.stop();
for (const finding of findings) console.log(`✗ ${finding}`);
console.log(
  JSON.stringify({ rounds: Number(rounds), messages: Number(messages), fates, bytes, cuts }),
);
process.exit(findings.length > 0 ? 1 : 0);
