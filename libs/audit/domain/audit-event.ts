/** Most characters of each field; one more is a fault of the program, for people's own words are checked before. */
export const AUDIT_LIMITS = { actor: 64, action: 40, subject: 64, reason: 200, onceKey: 80 } as const;

/** One act that changed something. None of its fields may hold personal data. */
export interface AuditedAct {
  /** Who did it: a staff user name, or the name of a program. */
  actor: string;
  /** `room/verb`, such as `round/arm`. */
  action: string;
  /** What it was done to, such as `round:7`. */
  subject: string;
  /** Why, in the actor's words, or what was done where nobody is asked why. */
  reason: string;
  /** Names an act that happens once however many programs see to it. */
  onceKey?: string;
}

export interface AuditEvent extends Omit<AuditedAct, 'onceKey'> {
  id: number;
  atMs: number;
}

/** The first field that does not fit, or undefined. */
export function misfitOf(act: AuditedAct): string | undefined {
  for (const [field, most] of Object.entries(AUDIT_LIMITS) as [keyof typeof AUDIT_LIMITS, number][]) {
    const text = act[field];
    if (text === undefined || (field === 'reason' && [...text].length <= most)) continue;
    if (field === 'reason' || text.length === 0 || text.length > most || !/^[\x20-\x7e]*$/.test(text)) return field;
  }
  return undefined;
}
