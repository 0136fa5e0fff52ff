import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { suspectTypo } from '../../src/domain/address-typos.ts';

/** Domains that look mistyped, and what was meant. */
const TYPOS: readonly (readonly [string, string])[] = [
  ['gmial.com', 'gmail.com'],
  ['gamil.com', 'gmail.com'],
  ['mgail.com', 'gmail.com'],
  ['gmali.com', 'gmail.com'],
  ['gmai.com', 'gmail.com'],
  ['gmal.com', 'gmail.com'],
  ['gmaill.com', 'gmail.com'],
  ['ggmail.com', 'gmail.com'],
  ['gnail.com', 'gmail.com'],
  ['gmail.con', 'gmail.com'],
  ['gmail.co', 'gmail.com'],
  ['gmail.cm', 'gmail.com'],
  ['gmail.om', 'gmail.com'],
  ['gmail.comm', 'gmail.com'],
  ['gmial.con', 'gmail.com'],
  ['gmial.co', 'gmail.com'],
  ['hotmial.com', 'hotmail.com'],
  ['hotmal.com', 'hotmail.com'],
  ['hotmial.co.uk', 'hotmail.co.uk'],
  ['homtail.fr', 'hotmail.fr'],
  ['outlok.com', 'outlook.com'],
  ['outlook.cmo', 'outlook.com'],
  ['yaho.com', 'yahoo.com'],
  ['yahooo.com', 'yahoo.com'],
  ['yhaoo.co.uk', 'yahoo.co.uk'],
  ['iclould.com', 'icloud.com'],
  ['iclod.com', 'icloud.com'],
  ['goglemail.com', 'googlemail.com'],
  ['protonmial.com', 'protonmail.com'],
  ['porton.me', 'proton.me'],
  ['t-onlin.de', 't-online.de'],
  ['acme.con', 'acme.com'],
  ['acme.cmo', 'acme.com'],
  ['mail.acme.ogr', 'mail.acme.org'],
  ['acme.nte', 'acme.net'],
  ['aol.con', 'aol.com'],
  ['email.con', 'email.com'],
  ['comcast.ner', 'comcast.net'],
];

const COMMON = [
  'gmail.com',
  'googlemail.com',
  'yahoo.com',
  'yahoo.co.uk',
  'yahoo.fr',
  'yahoo.de',
  'yahoo.es',
  'ymail.com',
  'rocketmail.com',
  'hotmail.com',
  'hotmail.co.uk',
  'hotmail.fr',
  'hotmail.be',
  'hotmail.de',
  'hotmail.it',
  'outlook.com',
  'outlook.de',
  'live.com',
  'msn.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'aol.com',
  'mail.com',
  'email.com',
  'mail.ru',
  'gmx.de',
  'gmx.net',
  'gmx.at',
  'web.de',
  't-online.de',
  'freenet.de',
  'proton.me',
  'pm.me',
  'protonmail.com',
  'protonmail.ch',
  'fastmail.com',
  'fastmail.fm',
  'zoho.com',
  'hey.com',
  'qq.com',
  '163.com',
  '126.com',
  'naver.com',
  'yandex.ru',
  'yandex.com',
  'orange.fr',
  'free.fr',
  'laposte.net',
  'wanadoo.fr',
  'libero.it',
  'comcast.net',
  'verizon.net',
  'att.net',
];

/** Those that a slip is corrected to. */
const CORRECTED = [
  'comcast.net',
  'fastmail.com',
  'freenet.de',
  'gmail.com',
  'googlemail.com',
  'hotmail.co.uk',
  'hotmail.com',
  'hotmail.fr',
  'icloud.com',
  'laposte.net',
  'libero.it',
  'orange.fr',
  'outlook.com',
  'proton.me',
  'protonmail.com',
  't-online.de',
  'verizon.net',
  'wanadoo.fr',
  'yahoo.co.jp',
  'yahoo.co.uk',
  'yahoo.com',
  'yahoo.fr',
  'yandex.ru',
];

/** Right, though short, or near a common one, or with an ending that is a slip elsewhere. */
const UNRELATED = [
  'acme.example',
  'acme.com',
  'acme.co',
  'acme.cm',
  'omantel.om',
  'cloud.com',
  'cloud.co',
  'mail.co',
  'email.co',
  'we.com',
  'he.com',
  'mc.com',
  'all.com',
  'lime.com',
  'gmx.us',
  'qr.com',
  'gm.com',
  'mails.com',
  'snail.com',
  'gail.org',
  'gmail.org',
  'gmail.example',
  'gmal.example',
  'gmail.acme.com',
  'acme.gmail.com',
  'yahoo.acme.example',
  'goggles.com',
  'lookout.com',
  'glmai.com',
  'hotmail.gr',
  'yahoo.gr',
  'yahoooo.com',
  'yahooooo.com',
  'hot.com',
  'ymca.net',
  'x.constructor',
  'x.net',
  'x.org',
  'bücher.example',
];

describe('domains that look mistyped (R18, R40)', () => {
  for (const [typed, meant] of TYPOS) {
    it(`${typed}: ${meant}`, () => {
      assert.equal(suspectTypo(`mia@${typed}`), `mia@${meant}`);
    });
  }

  it('are never the common ones themselves', () => {
    for (const domain of COMMON) assert.equal(suspectTypo(`mia@${domain}`), undefined, domain);
  });

  it('are no others, however short', () => {
    for (const domain of UNRELATED) assert.equal(suspectTypo(`mia@${domain}`), undefined, domain);
  });

  it('are noticed for each of the common ones', () => {
    for (const common of CORRECTED) {
      const slipped = common.slice(0, 1) + common.slice(2);
      assert.equal(suspectTypo(`mia@${slipped}`), `mia@${common}`);
    }
  });

  it('end as no domain does', () => {
    for (const [ending, slips] of Object.entries({
      com: 'ccom cmo comm con coom cpm ocm vom xom',
      net: 'ent ner nett nte',
      org: 'ogr orgg rog',
    })) {
      for (const slip of slips.split(' ')) {
        assert.equal(suspectTypo(`mia@acme.${slip}`), `mia@acme.${ending}`);
      }
    }
  });

  it('leave what stands before the @ as it is', () => {
    assert.equal(suspectTypo('gmial.con+x@gmial.com'), 'gmial.con+x@gmail.com');
  });

  it('are right once they are corrected, whatever the slip', () => {
    const names = fc.constantFrom('gmail.com', 'hotmail.co.uk', 'yahoo.fr', 'proton.me');
    fc.assert(
      fc.property(
        names,
        fc.nat(),
        fc.constantFrom(...Array.from('abcxyz')),
        fc.nat(3),
        (common, n, letter, how) => {
          const name = common.slice(0, common.indexOf('.'));
          const at = n % (name.length - 1);
          const slipped = [
            name.slice(0, at) + name.slice(at + 1),
            name.slice(0, at) + letter + name.slice(at),
            name.slice(0, at) + letter + name.slice(at + 1),
            name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2),
          ][how];
          const typed = `mia@${String(slipped)}${common.slice(name.length)}`;
          const meant = suspectTypo(typed);
          const known = ['mia@mail.com', 'mia@ymail.com', `mia@${common}`].includes(typed);
          assert.equal(meant, known ? undefined : `mia@${common}`);
          if (meant !== undefined) assert.equal(suspectTypo(meant), undefined);
        },
      ),
      { numRuns: 500 },
    );
  });
});
