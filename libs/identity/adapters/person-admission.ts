import { Injectable } from '@nestjs/common';
import type { Admission, Admitted } from './admission.js';
import { admitAlone } from './admit-alone.js';
import { admitTogether, independent } from './admit-together.js';
import { sharing } from './sharing.js';
import { Ledger } from './ledger.js';

/** What one of them gets must not take the others' answers away. */
type Answer = Admitted | { thrown: unknown };

/**
 * Puts verified persons on accounts. The rows of both are locked before anything is counted, so the limits hold among
 * any number of callers and processes; a refusal leaves nothing behind.
 */
@Injectable()
export class PersonAdmission {
  private readonly share = sharing((admissions: Admission[]) => this.admitAll(admissions));

  constructor(private readonly ledger: Ledger) {}

  /** @throws Refusal `identity/too-many-persons` | `identity/too-many-accounts` */
  async admit(admission: Admission): Promise<Admitted> {
    const answer = await this.share(admission);
    if ('thrown' in answer) throw answer.thrown;
    return answer;
  }

  private async admitAll(admissions: Admission[]): Promise<Answer[]> {
    const candidates = independent(admissions);
    const all = candidates.length > 1 && (await admitTogether(this.ledger, candidates));
    const added = new Set(all ? candidates : []);
    return Promise.all(
      admissions.map(async (admission): Promise<Answer> => {
        const { person, relation } = admission;
        if (added.has(admission)) return { kind: 'added', personId: person.personId, relation };
        return admitAlone(this.ledger, admission).catch((thrown: unknown) => ({ thrown }));
      }),
    );
  }
}
