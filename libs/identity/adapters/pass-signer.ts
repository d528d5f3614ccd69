import { createSigner } from 'fast-jwt';
import { PassSigner, type PassClaims } from '../domain/pass.js';
import type { KeyRing } from './key-ring.js';

/** The claims as signed. Names are short: a pass travels with every tap. */
export interface SignedClaims {
  sub: string;
  acc: string;
  rnd: number;
  /** Seconds since 1970. */
  exp: number;
}

/** A signer of JSON web tokens (RFC 7519) with one key of the ring: HS256, the key's id in the header. */
export function tokenSigner(ring: KeyRing, keyId: string): (claims: SignedClaims) => string {
  const key = ring.keys.get(keyId);
  if (!key) throw new Error(`there is no pass key "${keyId}"`);
  return createSigner({ algorithm: 'HS256', key: key.export(), kid: keyId, noTimestamp: true });
}

export class JwtPassSigner extends PassSigner {
  private readonly signToken: (claims: SignedClaims) => string;

  constructor(ring: KeyRing) {
    super();
    this.signToken = tokenSigner(ring, ring.currentKeyId);
  }

  sign({ personId, accountId, roundId, expiresAtMs }: PassClaims): string {
    return this.signToken({ sub: personId, acc: accountId, rnd: roundId, exp: Math.floor(expiresAtMs / 1_000) });
  }
}
