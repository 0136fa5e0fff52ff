import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backendForTests } from '../support/backend.ts';
import { playRounds } from '../support/guest-rounds.ts';

/** `npm run test:long -- guest-network` has more rounds, and more in each. */
const SEED = 1;

const backend = await backendForTests();

describe('a network that drops, delays, doubles and cuts (R29, R31)', () => {
  it('loses none of what guests and members write, stores none twice, keeps the order', async () => {
    const { findings } = await playRounds(backend, { seed: SEED, rounds: 3, messages: 6 });
    assert.deepEqual(findings, []);
  });

  it('would be found out, if messages were not known by their ids', async () => {
    await backend.sql(
      `create function orgtags.forget_id() returns trigger language plpgsql as
       $$ begin new.client_id := gen_random_uuid(); return new; end $$`,
    );
    await backend.sql(
      `create trigger forget_id before insert on orgtags.message
          for each row when (new.author = 'guest') execute function orgtags.forget_id()`,
    );
    const { findings } = await playRounds(backend, { seed: SEED, rounds: 6, messages: 4 });
    assert.match(findings.join('\n'), /the guest’s in the database: twice/);
  });
});
