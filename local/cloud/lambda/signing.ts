import crypto, { createSecretKey } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Makes signatures of this thread cheaper, and leaves them as they are: whether a key of bytes is a key object Node 24
 * finds out by an error that it throws and catches, which takes longer than all the rest.
 */
export function cheapenSigning(): void {
  const { createHmac } = crypto;
  crypto.createHmac = (algorithm, key, options) =>
    createHmac(algorithm, ArrayBuffer.isView(key) ? createSecretKey(key) : key, options);
  syncBuiltinESMExports();
}
