import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backendForTests } from '../support/backend.ts';
import { playRounds } from '../support/guest-rounds.ts';
import { cutReply } from '../support/stream-cuts.ts';

/** `npm run test:long -- guest-network` has more rounds, and more in each. */
const SEED = 1;

describe('a network that drops, delays, doubles and cuts (R29, R31)', () => {
  it('loses none of what guests and members write, stores none twice, keeps the order', async () => {
    const backend = await backendForTests();
    const { findings } = await playRounds(backend, { seed: SEED, rounds: 3, messages: 5 });
    assert.deepEqual(findings, []);
  });

  it('would be found out, if messages were not known by their ids', async () => {
    const backend = await backendForTests();
    await backend.sql(
      `create function orgtags.forget_id() returns trigger language plpgsql as
       $$ begin new.client_id := gen_random_uuid(); return new; end $$`,
    );
    await backend.sql(
      `create trigger forget_id before insert on orgtags.message
          for each row when (new.author = 'guest') execute function orgtags.forget_id()`,
    );
    const { findings } = await playRounds(backend, { seed: SEED, rounds: 5, messages: 3 });
    assert.match(findings.join('\n'), /the guest’s in the database: twice/);
  });
});

describe('the stream of a reply (R29, R49)', () => {
  it('is cut, and goes on by itself to the same text; what is typed stays', async () => {
    const backend = await backendForTests();
    const { findings, cuts } = await cutReply(backend, isTelling);
    assert.deepEqual(findings, []);
    assert.ok(cuts > 50, String(cuts));
  });
});

/** Now and then, and around everything that has more than one byte, or ends something. */
function isTelling(byte: number, stream: Buffer): boolean {
  const [before, after] = [stream[byte - 1], stream[byte]];
  return [before, after].some(one => one === 0x0a || (one ?? 0) > 0x7f) || byte % 17 === 0;
}
