import { createSecretKey, type KeyObject } from 'node:crypto';

/** Keys by id, one of them current: new things are made with it, older things are read with the others. */
export interface KeyRing {
  currentKeyId: string;
  keys: ReadonlyMap<string, KeyObject>;
}

export interface WrittenKeyRing {
  currentKeyId: string;
  /** Key id → 32 random bytes in base64. */
  keys: Record<string, string>;
}

/** Says all that is wrong with configured keys, in words that hold no key. */
export class KeysInvalid extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('; '));
    this.name = 'KeysInvalid';
  }
}

const KEY_BYTES = 32;
const KEY_ID = /^[A-Za-z0-9._-]{1,16}$/;

/** @throws KeysInvalid */
export function readKeyRing(written: WrittenKeyRing): KeyRing {
  const faults: string[] = [];
  const keys = new Map<string, KeyObject>();
  for (const [id, text] of Object.entries(written.keys)) {
    if (!KEY_ID.test(id)) faults.push('a key id is not 1 to 16 letters, digits, dots, dashes or underscores');
    const key = readKey(text);
    if (key) keys.set(id, key);
    else faults.push(`key "${KEY_ID.test(id) ? id : '?'}" is not 32 bytes in base64`);
  }
  if (!(written.currentKeyId in written.keys)) faults.push('currentKeyId names no key');
  if (faults.length > 0) throw new KeysInvalid(faults);
  return { currentKeyId: written.currentKeyId, keys };
}

/** @throws KeysInvalid */
export function readSingleKey(name: string, text: string): KeyObject {
  const key = readKey(text);
  if (!key) throw new KeysInvalid([`${name} is not 32 bytes in base64`]);
  return key;
}

function readKey(text: string): KeyObject | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === KEY_BYTES && bytes.toString('base64') === text ? createSecretKey(bytes) : undefined;
}
