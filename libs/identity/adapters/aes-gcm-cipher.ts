import { createCipheriv, createDecipheriv, createHmac, randomBytes, type KeyObject } from 'node:crypto';
import { PersonalDataCipher, type SealContext } from '../domain/personal-data-cipher.js';
import { KeysInvalid, readKeyRing, readSingleKey, type KeyRing, type WrittenKeyRing } from './key-ring.js';
import { packEnvelope, suites, unpackEnvelope } from './sealed-envelope.js';

export interface CipherKeysConfig extends WrittenKeyRing {
  /** 32 random bytes in base64, for blind indexes alone. Changing it means indexing every row anew. */
  indexKey: string;
}

export interface CipherKeys extends KeyRing {
  indexKey: KeyObject;
}

/**
 * Reads the keys of the personal data from configuration.
 * @throws KeysInvalid with every fault named and no key printed
 */
export function readCipherKeys(written: CipherKeysConfig): CipherKeys {
  const keys = { ...readKeyRing(written), indexKey: readSingleKey('indexKey', written.indexKey) };
  if (Object.values(written.keys).includes(written.indexKey)) {
    throw new KeysInvalid(['indexKey is also one of the keys; it must be a key of its own']);
  }
  return keys;
}

const ALGORITHM = 'aes-256-gcm';
/** 96 random bits: safe for 2^32 values under one key (NIST SP 800-38D, 8.3), many times what a city stores. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM for values, HMAC-SHA-256 for blind indexes. */
export class AesGcmCipher extends PersonalDataCipher {
  constructor(private readonly keys: CipherKeys) {
    super();
  }

  seal(plaintext: string, context: SealContext): Buffer {
    const keyId = this.keys.currentKeyId;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.keyOf(keyId), nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(boundTo(context));
    const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
    return packEnvelope({ suite: suites.aes256Gcm, keyId, nonce, ciphertext, tag: cipher.getAuthTag() });
  }

  open(sealed: Buffer, context: SealContext): string {
    const { suite, keyId, nonce, ciphertext, tag } = unpackEnvelope(sealed);
    if (suite !== suites.aes256Gcm) throw new Error(`a value is sealed with suite ${String(suite)}, not with AES-GCM`);
    const decipher = createDecipheriv(ALGORITHM, this.keyOf(keyId), nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(boundTo(context));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
  }

  blindIndex(kind: string, value: string): Buffer {
    return createHmac('sha256', this.keys.indexKey).update(`${kind}\0${value}`).digest();
  }

  private keyOf(id: string): KeyObject {
    const key = this.keys.keys.get(id);
    if (!key) throw new Error(`a value is sealed with key "${id}", which is not configured`);
    return key;
  }
}

function boundTo({ table, column, rowId }: SealContext): Buffer {
  return Buffer.from(`${table}\0${column}\0${rowId}`, 'utf8');
}
