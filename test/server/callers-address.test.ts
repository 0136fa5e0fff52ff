import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { callersAddress, networkOf, proxiesNamed } from '../../src/server/http/address.ts';
import { SettingsError } from '../../src/server/index.ts';

const NONE = proxiesNamed([]);
const PROXIES = proxiesNamed(['10.0.0.0/8', '192.0.2.1', 'fd00::/8', '2001:db8::1']);

describe('the caller’s address', () => {
  const cases: readonly (readonly [string, string, string | null, string])[] = [
    ['is the socket’s when nothing is forwarded', '10.0.0.1', null, '10.0.0.1'],
    ['is the socket’s when it is no trusted proxy', '203.0.113.5', '198.51.100.1', '203.0.113.5'],
    ['is what a trusted proxy says', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['is the first from the right', '10.0.0.1', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
    [
      'is to the left of more proxies',
      '10.0.0.1',
      '1.1.1.1,198.51.100.1, 10.9.9.9',
      '198.51.100.1',
    ],
    ['is behind a proxy on IPv6', 'fd00::5', '198.51.100.1', '198.51.100.1'],
    ['is the outermost proxy when all are', '10.0.0.1', '192.0.2.1', '192.0.2.1'],
    ['is the last that could be read', '10.0.0.1', '198.51.100.1, unknown', '10.0.0.1'],
    ['is not what is empty', '10.0.0.1', '198.51.100.1,,', '10.0.0.1'],
    ['is not what is no address', '10.0.0.1', '1.2.3', '10.0.0.1'],
    ['is read without its port', '10.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
    ['is read without brackets and port', '10.0.0.1', '[2001:DB8:0::7]:4711', '2001:db8::7'],
    ['is IPv4 when it is mapped', '::ffff:203.0.113.5', null, '203.0.113.5'],
    ['is IPv4 when it is mapped in hexadecimal', '::ffff:cb00:7105', null, '203.0.113.5'],
    ['finds a proxy that is mapped', '::ffff:10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['has no zone', 'fe80::1%eth0', null, 'fe80::1'],
    ['stays what it is when there is none', '', null, ''],
  ];
  for (const [name, socket, forwarded, caller] of cases) {
    it(name, () => {
      assert.equal(callersAddress(socket, forwarded, PROXIES), caller);
    });
  }

  it('is the socket’s, whatever is forwarded, when no proxy is trusted', () => {
    for (const socket of ['10.0.0.1', '192.0.2.1', '127.0.0.1', '2001:db8::1', '::1']) {
      assert.equal(callersAddress(socket, '198.51.100.1', NONE), socket);
    }
  });
});

describe('what is counted as one network', () => {
  for (const [address, network] of Object.entries({
    '198.51.100.1': '198.51.100.1',
    '2001:db8:1:2:3:4:5:6': '2001:db8:1:2::/64',
    '2001:db8:1:2::': '2001:db8:1:2::/64',
    '2001:db8::1': '2001:db8:0:0::/64',
    '::1': '0:0:0:0::/64',
    '1::2:3:4:5:6': '1:0:0:2::/64',
  })) {
    it(`is ${network} for ${address}`, () => {
      assert.equal(networkOf(callersAddress(address, null, NONE)), network);
    });
  }
});

describe('the proxies an operator names', () => {
  for (const name of [
    '',
    'proxy.example',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0/8',
    '::/129',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
  ]) {
    it(`cannot be “${name}”`, () => {
      assert.throws(() => proxiesNamed([name]), SettingsError);
    });
  }
});
