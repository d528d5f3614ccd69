/** What the bytes of a sealed column hold. */
export interface SealedEnvelope {
  /** Number of the algorithm; see {@link suites}. */
  suite: number;
  keyId: string;
  nonce: Buffer;
  ciphertext: Buffer;
  tag: Buffer;
}

/** Numbers are kept in stored rows for ever: never give one a new meaning. 2 is reserved for SM4-GCM. */
export const suites = { aes256Gcm: 1 } as const;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MOST_KEY_ID_BYTES = 32;

/** suite (1 byte) · length of key id (1 byte) · key id (ASCII) · nonce (12) · ciphertext · tag (16) */
export function packEnvelope({ suite, keyId, nonce, ciphertext, tag }: SealedEnvelope): Buffer {
  const id = Buffer.from(keyId, 'latin1');
  return Buffer.concat([Buffer.from([suite, id.length]), id, nonce, ciphertext, tag]);
}

export function unpackEnvelope(bytes: Buffer): SealedEnvelope {
  const idLength = bytes[1] ?? 0;
  const nonceAt = 2 + idLength;
  const boxAt = nonceAt + NONCE_BYTES;
  const tagAt = bytes.length - TAG_BYTES;
  if (idLength === 0 || idLength > MOST_KEY_ID_BYTES || tagAt < boxAt) throw new Error('not a sealed value');
  return {
    suite: bytes[0] ?? 0,
    keyId: bytes.toString('latin1', 2, nonceAt),
    nonce: bytes.subarray(nonceAt, boxAt),
    ciphertext: bytes.subarray(boxAt, tagAt),
    tag: bytes.subarray(tagAt),
  };
}
