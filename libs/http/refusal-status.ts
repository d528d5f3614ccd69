import type { RefusalCode } from '#kernel';

/** Every refusal's HTTP status. A code without one does not compile. */
export const refusalStatus: Readonly<Record<RefusalCode, number>> = {
  'request/malformed': 400,
  'request/invalid': 422,
  'request/too-large': 413,
  'request/not-found': 404,
  'request/unsupported-media-type': 415,
  'request/overloaded': 503,
  'round/unknown': 404,
  'round/not-open': 409,
  'round/paused': 409,
  'round/closed': 409,
  'round/wrong-state': 409,
  'round/quota-mismatch': 409,
  'round/window-invalid': 422,
  'round/clinic-duplicate': 409,
  'round/import-invalid': 422,
  'quota/sold-out': 409,
  'quota/gate-unavailable': 503,
  'booking/already-booked': 409,
  'booking/unknown': 404,
  'booking/key-missing': 400,
  'booking/key-reused': 422,
  'booking/choices-invalid': 422,
  'booking/ledger-unavailable': 503,
  'booking/not-cancellable': 409,
  'pass/missing': 401,
  'pass/invalid': 401,
  'pass/expired': 401,
  'pass/other-round': 403,
  'identity/sign-in-required': 401,
  'identity/sign-in-failed': 400,
  'identity/wechat-unavailable': 503,
  'identity/name-invalid': 422,
  'identity/id-number-invalid': 422,
  'identity/name-mismatch': 422,
  'identity/id-unknown': 422,
  'identity/provider-unavailable': 503,
  'identity/too-many-attempts': 429,
  'identity/too-many-persons': 409,
  'identity/too-many-accounts': 409,
  'identity/person-unknown': 404,
  'identity/person-has-booking': 409,
  'identity/consent-required': 422,
  'identity/not-eligible': 403,
  'staff/sign-in-required': 401,
  'staff/sign-in-failed': 401,
  'staff/locked': 423,
  'staff/username-taken': 409,
  'staff/forbidden': 403,
};

/** Seconds after which it makes sense to ask again; absent where time alone changes nothing. */
export function retryAfterS(code: RefusalCode): number | undefined {
  if (refusalStatus[code] === 503) return 1;
  return refusalStatus[code] === 429 ? 3_600 : undefined;
}
