/** Where a sealed value lives. It is bound into the seal, so a value moved to another row does not open. */
export interface SecretContext {
  table: string;
  column: string;
  rowId: string;
}

/** Keeps the secrets of one-time codes unreadable at rest: AES-256-GCM or as good. The app binds it to its keys. */
export abstract class SecretCipher {
  abstract seal(plaintext: string, context: SecretContext): Buffer;

  /** A value that does not open is a fault: a wrong key, another row's bytes, or tampering. */
  abstract open(sealed: Buffer, context: SecretContext): string;
}

export function totpSecretContext(staffId: string): SecretContext {
  return { table: 'staff_account', column: 'totp_secret_sealed', rowId: staffId };
}
