import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AesGcmCipher, readCipherKeys } from './aes-gcm-cipher.js';
import { KeysInvalid } from './key-ring.js';

const key = (): string => randomBytes(32).toString('base64');
const config = { currentKeyId: '2026-1', keys: { '2026-1': key() }, indexKey: key() };
const cipher = new AesGcmCipher(readCipherKeys(config));
const context = { table: 'person', column: 'name_sealed', rowId: 'r1' };

test('what was sealed opens again, to the last rare character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const wellFormed = text.toWellFormed();
      expect(cipher.open(cipher.seal(wellFormed, context), context)).toBe(wellFormed);
    }),
  );
  expect(cipher.open(cipher.seal('王𫝹·𠮷', context), context)).toBe('王𫝹·𠮷');
});

test('sealed bytes contain nothing of the text and never repeat', () => {
  const text = '140299200101011232';
  const one = cipher.seal(text, context);
  const two = cipher.seal(text, context);
  expect(one.includes(text)).toBe(false);
  expect(one.includes(text.slice(0, 4))).toBe(false);
  expect(one.equals(two)).toBe(false);
  expect(one.length).toBeLessThanOrEqual(128);
});

test.each([
  { ...context, rowId: 'r2' },
  { ...context, column: 'id_number_sealed' },
  { ...context, table: 'staff_account' },
])('a value moved elsewhere does not open: %j', (elsewhere) => {
  const sealed = cipher.seal('张三', context);
  expect(() => cipher.open(sealed, elsewhere)).toThrow();
});

test('one flipped bit anywhere keeps it from opening', () => {
  const sealed = cipher.seal('张三', context);
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    expect(() => cipher.open(changed, context)).toThrow();
  }
});

test('bytes cut short anywhere do not open', () => {
  const sealed = cipher.seal('张三', context);
  for (let length = 0; length < sealed.length; length += 1) {
    expect(() => cipher.open(sealed.subarray(0, length), context)).toThrow();
  }
});

test('after a new key became current, what the old one sealed still opens', () => {
  const sealed = cipher.seal('张三', context);
  const rotated = new AesGcmCipher(
    readCipherKeys({ ...config, currentKeyId: '2026-2', keys: { ...config.keys, '2026-2': key() } }),
  );
  expect(rotated.open(sealed, context)).toBe('张三');
  expect(rotated.seal('张三', context).toString('latin1')).toContain('2026-2');
  expect(() => cipher.open(rotated.seal('张三', context), context)).toThrow('not configured');
});

test('a blind index is equal for equal values of one kind and for nothing else', () => {
  const index = cipher.blindIndex('id-number', '1');
  expect(index).toHaveLength(32);
  expect(cipher.blindIndex('id-number', '1').equals(index)).toBe(true);
  expect(cipher.blindIndex('id-number', '2').equals(index)).toBe(false);
  expect(cipher.blindIndex('phone', '1').equals(index)).toBe(false);
  const otherKey = new AesGcmCipher(readCipherKeys({ ...config, indexKey: key() }));
  expect(otherKey.blindIndex('id-number', '1').equals(index)).toBe(false);
});

test('faults of configured keys are all named and no key is printed', () => {
  const short = randomBytes(16).toString('base64');
  try {
    readCipherKeys({ currentKeyId: 'b', keys: { a: short, 'bad id!': config.indexKey }, indexKey: config.indexKey });
    throw new Error('accepted');
  } catch (error) {
    expect(error).toBeInstanceOf(KeysInvalid);
    expect((error as KeysInvalid).faults).toHaveLength(3);
    expect((error as KeysInvalid).message).not.toContain(short);
    expect((error as KeysInvalid).message).not.toContain(config.indexKey);
  }
});

test('the index has a key of its own', () => {
  expect(() => readCipherKeys({ ...config, indexKey: config.keys['2026-1'] })).toThrow('a key of its own');
});
