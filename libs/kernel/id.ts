import { uuidv7 } from 'uuidv7';

/** A new identifier: UUID version 7 (RFC 9562), so that rows inserted together lie together on disk. */
export const newId: () => string = uuidv7;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(text: string): boolean {
  return UUID.test(text);
}
