import type { ValueTransformer } from 'typeorm';

export function idToBinary(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

export function idFromBinary(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** For entity columns of type BINARY(16) that hold a UUID. */
export const binaryId: ValueTransformer = {
  to: (id: unknown) => (typeof id === 'string' ? idToBinary(id) : id),
  from: (bytes: unknown) => (Buffer.isBuffer(bytes) ? idFromBinary(bytes) : bytes),
};
