import { parseEligibilityRules } from '#identity';
import { Refusal } from '#kernel';
import type { RoundDetails } from '#round';
import { msOf } from './instant.decorator.js';
import type { EditRoundDto, RoundFormDto } from './round.dto.js';

/** @throws Refusal `request/invalid` with facts `{ fields }` */
export function detailsOf(form: RoundFormDto): RoundDetails {
  const { title, authority, channel, service, declaredQuota, opensAt, closesAt, eligibility } = form;
  return {
    ...{ title, authority, channel, service, declaredQuota },
    opensAtMs: msOf(opensAt),
    closesAtMs: typeof closesAt === 'string' ? msOf(closesAt) : null,
    eligibility: rulesOf(eligibility),
  };
}

/** What an edit mentions. @throws Refusal `request/invalid` with facts `{ fields }` */
export function changesOf(form: EditRoundDto): Partial<RoundDetails> {
  const { title, authority, channel, service, declaredQuota, opensAt, closesAt, eligibility } = form;
  return {
    ...mentioned({ title, authority, channel, service, declaredQuota }),
    ...(opensAt !== undefined && { opensAtMs: msOf(opensAt) }),
    ...(closesAt !== undefined && { closesAtMs: closesAt === null ? null : msOf(closesAt) }),
    ...(eligibility !== undefined && { eligibility: rulesOf(eligibility) }),
  };
}

/** The form is an object of a class, and has a property for every field that was left out. */
function mentioned<Fields extends object>(fields: { [F in keyof Fields]: Fields[F] | undefined }): Partial<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;
}

function rulesOf(written: object): Record<string, unknown> {
  const parsed = parseEligibilityRules(written);
  if (parsed.kind === 'rules') return { ...parsed.rules };
  const fields = parsed.faults.map(({ field, fault }) => ({
    field: `eligibility.${field.slice(0, 40)}`,
    rules: [fault],
  }));
  throw new Refusal('request/invalid', { fields });
}
