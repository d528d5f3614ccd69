import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Refusal } from '#kernel';
import { inTransaction, violatedConstraint } from '#mysql';
import { admitAlone, type Admission, type Admitted } from './admit-alone.js';
import { admitTogether, NotAllAdmitted } from './admit-together.js';
import { sharing } from './sharing.js';

/**
 * Puts verified persons on accounts. The rows of both are locked before anything is counted, so the limits hold among
 * any number of callers and processes; a refusal leaves nothing behind.
 */
@Injectable()
export class PersonAdmission {
  private readonly share = sharing((admissions: Admission[]) => this.admitAll(admissions));

  constructor(private readonly ledger: DataSource) {}

  /** @throws Refusal `identity/too-many-persons` | `identity/too-many-accounts` */
  async admit(admission: Admission): Promise<Admitted> {
    const answer = await this.share(admission);
    if (answer instanceof Refusal) throw answer;
    return answer;
  }

  /** Those who cannot be in each other's way in one transaction; if it does not take them all, each alone. */
  private async admitAll(admissions: Admission[]): Promise<(Admitted | Refusal)[]> {
    const answers = new Map<Admission, Admitted | Refusal>();
    const together = independent(admissions);
    if (together.length > 1 && (await this.couldTogether(together))) {
      for (const { accountId: _, person, relation } of together) {
        answers.set(admissions[0] as Admission, { kind: 'added', personId: person.personId, relation });
      }
    }
    return admissions.map((admission) => answers.get(admission) as Admitted);
  }
}
