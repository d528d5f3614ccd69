/** Who runs a round, and why: both go into the audit. */
export interface Steering {
  roundId: number;
  /** A staff user name. */
  actor: string;
  reason: string;
}

export function subjectOf(roundId: number): string {
  return `round:${String(roundId)}`;
}
