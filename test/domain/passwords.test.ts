import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkPassword } from '../../src/domain/index.ts';

describe('a password (R51)', () => {
  for (const [typed, code] of [
    ['', 'password-too-short'],
    ['1234567', 'password-too-short'],
    ['a'.repeat(129), 'password-too-long'],
    ['lone \ud800 half', 'unprintable-text'],
  ] as const) {
    it(`is refused: ${JSON.stringify(typed.slice(0, 20))}, ${code}`, () => {
      assert.deepEqual(checkPassword(typed), { allowed: false, denial: { code } });
    });
  }

  for (const typed of ['12345678', '  spaces  ', 'a'.repeat(128)]) {
    it(`is taken as it was typed: ${JSON.stringify(typed.slice(0, 20))}`, () => {
      assert.deepEqual(checkPassword(typed), { allowed: true, value: typed });
    });
  }
});
