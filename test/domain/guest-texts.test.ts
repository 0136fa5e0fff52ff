import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  checkGuestText,
  checkLanguage,
  checkSourceText,
  checkSourceTitle,
  checkSourceUrl,
  wordsFor,
} from '../../src/domain/guest-texts.ts';
import { checkedAs } from './support.ts';

const SILENT = { welcome: null, consent: null, away: null };

describe('what the chat says to guests', () => {
  it('is in the language of the visitor, else in the first one that has it', () => {
    const texts = [
      { ...SILENT, language: 'de', welcome: 'Guten Tag', consent: 'Wir speichern das.' },
      { ...SILENT, language: 'en', welcome: 'Good day', away: 'Nobody is here.' },
    ];
    const english = { welcome: 'Good day', consent: 'Wir speichern das.', away: 'Nobody is here.' };
    assert.deepEqual(wordsFor(texts, 'en'), english);
    assert.deepEqual(wordsFor(texts, 'fr'), { ...english, welcome: 'Guten Tag' });
    assert.deepEqual(wordsFor(texts, undefined), { ...english, welcome: 'Guten Tag' });
    assert.deepEqual(wordsFor([], 'en'), SILENT);
  });

  it('is plain text of at most 1,000 characters, or nothing', () => {
    assert.equal(checkedAs(checkGuestText(' Good\r\nday ')), '"Good\\nday"');
    assert.equal(checkedAs(checkGuestText(' \u200b ')), 'null');
    assert.equal(checkedAs(checkGuestText(null)), 'null');
    assert.equal(checkGuestText('😀'.repeat(1000)).allowed, true);
    assert.equal(checkedAs(checkGuestText('😀'.repeat(1001))), 'guest-text-too-long');
    assert.equal(checkedAs(checkGuestText('a\u202eb')), 'unprintable-text');
  });

  it('is in a language by its code', () => {
    assert.equal(checkedAs(checkLanguage(' DE ')), '"de"');
    for (const code of ['', 'd', 'de-CH', 'Deutsch']) {
      assert.equal(checkedAs(checkLanguage(code)), 'language-malformed', code);
    }
  });
});

describe('a text that guests are answered with', () => {
  it('has a title on one line', () => {
    assert.equal(checkedAs(checkSourceTitle(' Where\n we ship ')), '"Where we ship"');
    assert.equal(checkedAs(checkSourceTitle('Sh\u200bip\u200eping')), '"Shipping"');
    assert.equal(checkedAs(checkSourceTitle(' ')), 'title-blank');
    assert.equal(checkedAs(checkSourceTitle('a\0')), 'unprintable-text');
    assert.equal(checkSourceTitle('a'.repeat(200)).allowed, true);
    assert.equal(checkedAs(checkSourceTitle('a'.repeat(201))), 'title-too-long');
  });

  it('has at most 100,000 characters, of whichever script', () => {
    assert.equal(checkSourceText('運'.repeat(100_000)).allowed, true);
    assert.equal(checkedAs(checkSourceText('運'.repeat(100_001))), 'source-too-long');
    assert.equal(checkedAs(checkSourceText('\n')), 'message-blank');
    assert.equal(checkedAs(checkSourceText('a\u2066b')), 'unprintable-text');
  });

  it('is on a page, or on none', () => {
    assert.equal(checkedAs(checkSourceUrl(' https://shop.example/a ')), '"https://shop.example/a"');
    assert.equal(checkedAs(checkSourceUrl('')), 'null');
    assert.equal(checkedAs(checkSourceUrl(null)), 'null');
    for (const url of [
      'shop.example',
      'javascript:alert(1)',
      'data:text/html,x',
      'https://me:secret@shop.example',
      `https://shop.example/${'a'.repeat(2000)}`,
    ]) {
      assert.equal(checkedAs(checkSourceUrl(url)), 'url-malformed', url);
    }
  });
});
