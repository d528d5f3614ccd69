import { z } from 'zod';

const KEY = /^[A-Za-z0-9+/]{43}=$/;
const KEY_ID = /^[a-z0-9]{1,8}$/;

/** A configured ring of keys: `id:base64,id:base64`, the current one first, each key 32 bytes. */
export const keyRing = z.string().transform((text, context) => {
  const entries = text.split(',').map((entry): [string, string] => {
    const at = entry.indexOf(':');
    return [entry.slice(0, at), entry.slice(at + 1)];
  });
  if (entries.some(([id, key]) => !KEY_ID.test(id) || !KEY.test(key))) {
    context.addIssue({ code: 'custom', message: 'must be id:key[,id:key…], each key 32 bytes in base64' });
    return z.NEVER;
  }
  return { currentKeyId: entries[0]?.[0] ?? '', keys: Object.fromEntries(entries) };
});
