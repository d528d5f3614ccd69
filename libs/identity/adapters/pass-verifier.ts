import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { Refusal, type Clock } from '#kernel';
import { PassVerifier, type PassClaims } from '../domain/pass.js';
import type { KeyRing } from './key-ring.js';
import { tokenSigner, type SignedClaims } from './pass-signer.js';

const SIGNATURE_CHARACTERS = 43;

/**
 * Checks a pass with a bare HMAC. This is on the path of every tap, and a general verifier costs half as much again
 * (figures in the room's README). It is safe for being narrow: only the very headers that our own signer writes are
 * known, each tied to one key, so the token has no say in the algorithm; and the signature is compared as text, so
 * there is one spelling of it. Nothing is kept between calls: a cache smaller than the crowd is slower than none.
 */
export class HmacPassVerifier extends PassVerifier {
  private readonly keyByHeader = new Map<string, KeyObject>();

  constructor(
    ring: KeyRing,
    private readonly clock: Clock,
  ) {
    super();
    for (const [keyId, key] of ring.keys) {
      const sample = tokenSigner(ring, keyId)({ sub: '', acc: '', rnd: 0, exp: 0 });
      this.keyByHeader.set(sample.slice(0, sample.indexOf('.')), key);
    }
  }

  verify(token: string): PassClaims {
    const headerEnd = token.indexOf('.');
    const signedEnd = token.lastIndexOf('.');
    const key = this.keyByHeader.get(token.slice(0, headerEnd));
    const signature = token.slice(signedEnd + 1);
    if (!key || signature.length !== SIGNATURE_CHARACTERS) throw new Refusal('pass/invalid');
    const right = createHmac('sha256', key).update(token.slice(0, signedEnd)).digest('base64url');
    if (!sameText(signature, right)) throw new Refusal('pass/invalid');
    const payload = Buffer.from(token.slice(headerEnd + 1, signedEnd), 'base64url').toString('utf8');
    const claims = JSON.parse(payload) as SignedClaims;
    const expiresAtMs = claims.exp * 1_000;
    if (this.clock.nowMs() >= expiresAtMs) throw new Refusal('pass/expired');
    return { personId: claims.sub, accountId: claims.acc, roundId: claims.rnd, expiresAtMs };
  }
}

function sameText(written: string, right: string): boolean {
  const bytes = Buffer.from(written, 'utf8');
  return bytes.length === SIGNATURE_CHARACTERS && timingSafeEqual(bytes, Buffer.from(right, 'latin1'));
}
