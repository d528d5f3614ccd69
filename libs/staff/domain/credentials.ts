import { randomBytes } from 'node:crypto';

/** As it stands in the audit, in lower case so that no two accounts look alike. */
const USERNAME = /^[a-z][a-z0-9._-]{1,31}$/;

const FEWEST_PASSWORD_CHARACTERS = 12;
export const MOST_PASSWORD_CHARACTERS = 128;

export function isUsername(text: string): boolean {
  return USERNAME.test(text);
}

/** Length alone decides: NIST SP 800-63B advises against rules of composition. */
export function isPassword(text: string): boolean {
  const { length } = [...text];
  return length >= FEWEST_PASSWORD_CHARACTERS && length <= MOST_PASSWORD_CHARACTERS;
}

/** 120 random bits as 20 characters. */
export function newPassword(): string {
  return randomBytes(15).toString('base64url');
}
