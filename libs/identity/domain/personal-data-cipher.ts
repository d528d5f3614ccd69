/** Where a sealed value lives. It is bound into the seal, so a value moved to another row or column does not open. */
export interface SealContext {
  table: string;
  column: string;
  rowId: string;
}

/**
 * Keeps personal data unreadable at rest. Sealed bytes name their suite and key, so both can change while old rows
 * still open; rows are sealed anew with the current key by opening and sealing them.
 */
export abstract class PersonalDataCipher {
  abstract seal(plaintext: string, context: SealContext): Buffer;

  /** A value that does not open is a fault: a wrong key, another row's bytes, or tampering. */
  abstract open(sealed: Buffer, context: SealContext): string;

  /**
   * 32 bytes that are equal for equal values of one kind and say nothing without the key: the way to look a value up
   * or keep it unique. Kinds are kept apart, so an index of one kind cannot be matched against another's.
   */
  abstract blindIndex(kind: string, value: string): Buffer;
}
