/** Enough for a household; more would be a booking agency. */
export const MOST_PERSONS_PER_ACCOUNT = 5;

/** Oneself, a parent and a spouse. */
export const MOST_ACCOUNTS_PER_ID = 3;

/** Refused verifications in one Beijing day. Guessing the name behind a number must not pay. */
export const MOST_ATTEMPTS_PER_ACCOUNT = 10;
export const MOST_ATTEMPTS_PER_ID = 5;

/** Below this age the guardian's separate consent is needed: Personal Information Protection Law, article 31. */
export const GUARDIAN_CONSENT_UNDER_AGE = 14;
