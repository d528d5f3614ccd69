import { Injectable } from '@nestjs/common';
import { Clock, newId, Refusal } from '#kernel';
import type { Admission } from '../adapters/admission.js';
import { PersonAdmission } from '../adapters/person-admission.js';
import { StandingRepository, type Standing } from '../adapters/standing.repository.js';
import { VerificationsInFlight, type InFlight } from '../adapters/verifications-in-flight.js';
import { ageOn } from '../domain/age.js';
import { beijingDay, beijingDayStartMs } from '../domain/calendar-day.js';
import { readIdNumber, type IdNumber } from '../domain/id-number.js';
import { IdentityVerifier } from '../domain/identity-verifier.js';
import {
  GUARDIAN_CONSENT_UNDER_AGE,
  MOST_ATTEMPTS_PER_ACCOUNT,
  MOST_ATTEMPTS_PER_ID,
  MOST_PERSONS_PER_ACCOUNT,
} from '../domain/limits.js';
import { readPersonName } from '../domain/person-name.js';
import { idNumberContext, nameContext, openName, viewPerson, type PersonView } from '../domain/person.js';
import { PersonalDataCipher } from '../domain/personal-data-cipher.js';
import type { Relation } from '../domain/relation.js';

export interface PersonRequest {
  /** As the resident wrote them. */
  name: string;
  idNumber: string;
  relation: Relation;
  /** Which text was agreed to, and for a child that a guardian agreed as well. */
  consent: { version: string; guardian?: boolean | undefined };
}

export interface AddedPerson {
  /** `already`: the account had the person before; nothing was changed. */
  kind: 'added' | 'already';
  person: PersonView;
}

/** One request, read and understood. */
interface Candidate {
  accountId: string;
  name: string;
  idNumber: IdNumber;
  idIndex: Buffer;
  nowMs: number;
}

/** Puts a person, verified by the provider, on an account. The same person again is the same answer again. */
@Injectable()
export class AddPerson {
  constructor(
    private readonly standings: StandingRepository,
    private readonly admission: PersonAdmission,
    private readonly inFlight: VerificationsInFlight,
    private readonly verifier: IdentityVerifier,
    private readonly cipher: PersonalDataCipher,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws Refusal `identity/name-invalid` | `identity/id-number-invalid` | `identity/consent-required` |
   * `identity/too-many-persons` | `identity/too-many-accounts` | `identity/too-many-attempts` |
   * `identity/name-mismatch` | `identity/id-unknown` | `identity/provider-unavailable`
   */
  async add(accountId: string, request: PersonRequest): Promise<AddedPerson> {
    const nowMs = this.clock.nowMs();
    const name = readPersonName(request.name);
    const idNumber = readIdNumber(request.idNumber, nowMs);
    requireConsent(request, idNumber, nowMs);
    const idIndex = this.cipher.blindIndex('id-number', idNumber.value);
    const candidate = { accountId, name, idNumber, idIndex, nowMs };
    // Another index than the ledger's: what Redis holds cannot be matched against a row.
    const idHash = this.cipher.blindIndex('id-number-asking', idNumber.value);
    const asking = await this.inFlight.enter(accountId, idHash);
    try {
      return await this.settle(candidate, request, asking);
    } finally {
      // The answer stands whether or not this arrives; what is left behind is forgotten after seconds.
      await this.inFlight.leave(accountId, idHash).catch(() => undefined);
    }
  }

  private async settle(candidate: Candidate, request: PersonRequest, asking: InFlight): Promise<AddedPerson> {
    const { accountId, name, idNumber, idIndex, nowMs } = candidate;
    const standing = await this.standings.of({ accountId, idIndex, sinceMs: beijingDayStartMs(nowMs) });
    const { person, relation } = standing;
    const verified = person !== undefined && openName(this.cipher, person) === name;
    if (verified && relation) {
      return { kind: 'already', person: viewPerson(person.personId, name, idNumber, relation) };
    }
    if (!relation && standing.personsOnAccount >= MOST_PERSONS_PER_ACCOUNT) {
      throw new Refusal('identity/too-many-persons');
    }
    if (!verified) await this.verify(candidate, standing, asking);
    const admitted = await this.admission.admit({
      accountId,
      relation: request.relation,
      consentVersion: request.consent.version,
      guardianConsented: request.consent.guardian === true,
      atMs: nowMs,
      person: verified ? { kind: 'known', personId: person.personId } : this.sealed(candidate, person?.personId),
    });
    return { kind: admitted.kind, person: viewPerson(admitted.personId, name, idNumber, admitted.relation) };
  }

  /** Asks the provider, within the limits. Only a definite no is held against anybody. */
  private async verify(candidate: Candidate, standing: Standing, asking: InFlight): Promise<void> {
    const { accountId, name, idNumber, idIndex, nowMs } = candidate;
    if (
      standing.refusedForAccount + asking.forAccount > MOST_ATTEMPTS_PER_ACCOUNT ||
      standing.refusedForId + asking.forId > MOST_ATTEMPTS_PER_ID
    ) {
      throw new Refusal('identity/too-many-attempts');
    }
    const outcome = await this.verifier.verify(name, idNumber.value);
    if (outcome === 'match') return;
    await this.standings.recordRefused({ accountId, idIndex }, outcome, nowMs);
    throw new Refusal(outcome === 'mismatch' ? 'identity/name-mismatch' : 'identity/id-unknown');
  }

  private sealed({ name, idNumber, idIndex }: Candidate, knownId: string | undefined): Admission['person'] {
    const verifiedBy = this.verifier.provider;
    if (knownId !== undefined) {
      // The number was verified under another name before: people marry, and registers are corrected.
      return {
        kind: 'renamed',
        personId: knownId,
        nameSealed: this.cipher.seal(name, nameContext(knownId)),
        verifiedBy,
      };
    }
    const personId = newId();
    return {
      kind: 'new',
      personId,
      idIndex,
      nameSealed: this.cipher.seal(name, nameContext(personId)),
      idNumberSealed: this.cipher.seal(idNumber.value, idNumberContext(personId)),
      verifiedBy,
    };
  }
}

function requireConsent({ consent }: PersonRequest, idNumber: IdNumber, nowMs: number): void {
  const underAge = ageOn(idNumber.birthDate, beijingDay(nowMs)) < GUARDIAN_CONSENT_UNDER_AGE;
  if (consent.version === '' || (underAge && consent.guardian !== true)) throw new Refusal('identity/consent-required');
}
