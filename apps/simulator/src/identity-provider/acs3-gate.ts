import type { Clock } from '#kernel';

import { RecentMemory } from '../recent-memory.js';
import { acs3Algorithm, acs3Signature, type SignableRequest } from './acs3-signature.js';
import { gatewayFaults, type GatewayFault } from './gateway-fault.js';

export interface AccessKey {
  id: string;
  secret: string;
}

const farthestMs = 15 * 60_000;
const mostNonces = 1_000_000;
const authorizationShape = new RegExp(
  `^${acs3Algorithm} Credential=([^,\\s]+), *SignedHeaders=([a-z0-9;-]+), *Signature=([0-9a-f]{64})$`,
);
const dateShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Decides whether a request is from the holder of the access key, fresh, and the first of its nonce. */
export class Acs3Gate {
  /** A date may be 15 minutes off either way, so a request can be repeated for 30. */
  private readonly nonces: RecentMemory<true>;

  constructor(
    private readonly key: AccessKey,
    private readonly clock: Clock,
  ) {
    this.nonces = new RecentMemory(clock, 2 * farthestMs, mostNonces);
  }

  /** Undefined when the request may pass. A nonce counts as used only when the rest was right. */
  refuses(request: SignableRequest): GatewayFault | undefined {
    const { authorization, 'x-acs-date': date, 'x-acs-signature-nonce': nonce } = request.headers;
    if (typeof authorization !== 'string') return gatewayFaults.missingAccessKeyId;
    if (typeof nonce !== 'string' || nonce === '') return gatewayFaults.missingSignatureNonce;
    if (typeof date !== 'string') return gatewayFaults.missingTimestamp;
    const [, keyId, signedHeaders, signature] = authorizationShape.exec(authorization) ?? [];
    if (keyId === undefined || signedHeaders === undefined || signature === undefined) {
      return gatewayFaults.incompleteSignature;
    }
    if (keyId !== this.key.id) return gatewayFaults.unknownAccessKeyId;
    if (!coversAllThatCounts(signedHeaders, request.headers)) return gatewayFaults.incompleteSignature;
    if (!dateShape.test(date)) return gatewayFaults.timestampFormat;
    // Not a number for the 32nd of a month, which is not fresh either.
    if (!(Math.abs(Date.parse(date) - this.clock.nowMs()) <= farthestMs)) return gatewayFaults.timestampExpired;
    if (acs3Signature(this.key.secret, request, signedHeaders) !== signature) return gatewayFaults.signatureMismatch;
    if (this.nonces.get(nonce) !== undefined) return gatewayFaults.nonceUsed;
    // A full memory could not tell a repetition any more: rather refuse than let one pass.
    return this.nonces.put(nonce, true) ? undefined : gatewayFaults.throttled;
  }
}

const alwaysSigned = [
  'host',
  'x-acs-action',
  'x-acs-content-sha256',
  'x-acs-date',
  'x-acs-signature-nonce',
  'x-acs-version',
];

/** `host`, `content-type` and every `x-acs-*` that is there, the six mandatory ones in any case, in sorted order. */
function coversAllThatCounts(signedHeaders: string, headers: SignableRequest['headers']): boolean {
  const names = signedHeaders.split(';');
  if (names.some((name, i) => i > 0 && name <= (names[i - 1] ?? ''))) return false;
  if (names.some((name) => headers[name] === undefined)) return false;
  if (alwaysSigned.some((name) => !names.includes(name))) return false;
  return Object.keys(headers).every(
    (name) => (!name.startsWith('x-acs-') && name !== 'content-type') || names.includes(name),
  );
}
