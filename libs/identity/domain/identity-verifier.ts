/**
 * - `match`: the name belongs to the number
 * - `mismatch`: the number exists under another name
 * - `unknown`: nobody is on record under the number
 */
export type VerificationOutcome = 'match' | 'mismatch' | 'unknown';

/** Whoever can say whether a name and an ID number belong together. */
export abstract class IdentityVerifier {
  /** Name of the provider as kept with each verified person, at most 32 ASCII characters. */
  abstract readonly provider: string;

  /**
   * @throws Refusal `identity/provider-unavailable` when there was no answer: nothing is known then, neither yes nor no.
   */
  abstract verify(name: string, idNumber: string): Promise<VerificationOutcome>;
}
