import { Refusal } from '#kernel';
import { ledgerCannotNow } from '#mysql';

/** A ledger that cannot work now is an expected no, with a sentence of its own; anything else stays the fault it is. */
export function ledgerRefusal(thrown: unknown): Refusal | undefined {
  return ledgerCannotNow(thrown) ? new Refusal('booking/ledger-unavailable', {}, { cause: thrown }) : undefined;
}
