import crypto, { createSecretKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { createHmac } from '../../../local/cloud/lambda/signing.ts';

const BYTES = Buffer.from('Jefe');
const within = new Uint8Array(Buffer.from('a Jefe!')).subarray(2, 6);

/** Test case 2 of RFC 4231. */
test.each([
  ['a text', 'Jefe'],
  ['bytes', BYTES],
  ['some bytes among others', within],
  ['a key object', createSecretKey(BYTES)],
])('signatures made with %s stay what they are', (_, key) => {
  expect(createHmac('sha256', key).update('what do ya want for nothing?').digest('hex')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

test('no bytes are a key, too', () => {
  const sign = (make: typeof createHmac) => make('sha256', Buffer.alloc(0)).update('a').digest('hex');
  expect(sign(createHmac)).toBe(sign(crypto.createHmac));
});
