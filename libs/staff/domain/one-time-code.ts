import { generateSecret, generateURI, verifySync } from 'otplib';

const STEP_MS = 30_000;
const ISSUER = 'Huiyue';

/** 160 random bits in base32, as authenticator apps take them. */
export function newSecret(): string {
  return generateSecret({ length: 20 });
}

/** What the square code for an authenticator app holds. */
export function otpauthUri(username: string, secret: string): string {
  return generateURI({ issuer: ISSUER, label: username, secret });
}

/**
 * The time step a six-digit code belongs to, if it is the one before, the present or the next: a phone's clock may be off
 * by half a minute. Source: RFC 6238, HMAC-SHA-1, steps of 30 s.
 */
export function stepOfCode(secret: string, code: string, nowMs: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const epoch = Math.floor(nowMs / 1_000);
  const result = verifySync({ secret, token: code, epoch, epochTolerance: STEP_MS / 1_000, period: STEP_MS / 1_000 });
  return result.valid ? Math.floor(nowMs / STEP_MS) + result.delta : undefined;
}
