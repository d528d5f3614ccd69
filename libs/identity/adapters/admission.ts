import type { Relation } from '../domain/relation.js';

/** A verified person about to be put on an account. */
export interface Admission {
  accountId: string;
  relation: Relation;
  consentVersion: string;
  guardianConsented: boolean;
  atMs: number;
  /** A row for somebody not seen before, a new name for somebody who was, or neither. */
  person:
    | { kind: 'new'; personId: string; idIndex: Buffer; nameSealed: Buffer; idNumberSealed: Buffer; verifiedBy: string }
    | { kind: 'renamed'; personId: string; nameSealed: Buffer; verifiedBy: string }
    | { kind: 'known'; personId: string };
}

/** `already` when the account had the person before, with the relation given then. */
export interface Admitted {
  kind: 'added' | 'already';
  personId: string;
  relation: Relation;
}
