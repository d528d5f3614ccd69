import { Injectable } from '@nestjs/common';
import { Clock, isId, Refusal } from '#kernel';
import { PassRequestRepository } from '../adapters/pass-request.repository.js';
import { PersonRepository } from '../adapters/person.repository.js';
import { judgeEligibility, type RuleVerdict } from '../domain/eligibility.js';
import { parseEligibilityRules } from '../domain/eligibility-rules.js';
import { PassSigner, passExpiryMs } from '../domain/pass.js';
import { openIdNumber } from '../domain/person.js';
import { PersonalDataCipher } from '../domain/personal-data-cipher.js';

/** What the room must know of a round to issue a pass for it; the caller has made sure that passes may be had. */
export interface PassRound {
  roundId: number;
  /** As stored with the round; rules that do not parse are a fault, for drafts with such rules are not accepted. */
  eligibility: unknown;
  opensAtMs: number;
  closesAtMs: number | null;
}

export interface IssuedPass {
  pass: string;
  expiresAtMs: number;
  verdicts: RuleVerdict[];
}

/** Issues a pass to a person of the account who meets every rule of the round, and keeps the choices for the tap. */
@Injectable()
export class IssuePass {
  constructor(
    private readonly persons: PersonRepository,
    private readonly requests: PassRequestRepository,
    private readonly cipher: PersonalDataCipher,
    private readonly signer: PassSigner,
    private readonly clock: Clock,
  ) {}

  /**
   * @param choices in canonical form; undefined leaves those of an earlier request
   * @throws Refusal `identity/person-unknown` | `identity/not-eligible` with facts `{ verdicts }`, all rules
   */
  async issue(accountId: string, personId: string, round: PassRound, choices?: string): Promise<IssuedPass> {
    const person = isId(personId) ? await this.persons.find({ accountId, personId }) : undefined;
    if (!person) throw new Refusal('identity/person-unknown');
    const parsed = parseEligibilityRules(round.eligibility);
    if (parsed.kind === 'faults') throw new Error(`the rules of round ${String(round.roundId)} cannot be read`);
    const { eligible, verdicts } = judgeEligibility(openIdNumber(this.cipher, person), parsed.rules, round.opensAtMs);
    if (!eligible) throw new Refusal('identity/not-eligible', { verdicts });
    const nowMs = this.clock.nowMs();
    const { roundId, opensAtMs, closesAtMs } = round;
    await this.requests.keep({ roundId, personId, accountId, choices, atMs: nowMs });
    const expiresAtMs = passExpiryMs({ opensAtMs, closesAtMs }, nowMs);
    return { pass: this.signer.sign({ personId, accountId, roundId, expiresAtMs }), expiresAtMs, verdicts };
  }
}
