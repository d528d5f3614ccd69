import { createSecretKey, randomBytes } from 'node:crypto';
import { AesGcmCipher, readKeyRing, type WrittenKeyRing } from '#identity';
import type { SecretCipher } from '#staff';

/** The cipher of personal data, under keys of the staff's own. */
export function secretCipher(keys: WrittenKeyRing): SecretCipher {
  // Nothing is looked up by a secret, so there is no index and no key that must last for one.
  return new AesGcmCipher({ ...readKeyRing(keys), indexKey: createSecretKey(randomBytes(32)) });
}
