import { Injectable } from '@nestjs/common';
import { newId, Refusal } from '#kernel';
import { AskGate, Gate, type GateAnswer, type Grant } from '#quota';
import { RoundDirectory, type PublishedRound } from '#round';
import { BookingLedger, type EntryOutcome } from '../adapters/booking.ledger.js';
import { newBookingCode } from '../domain/booking-code.js';
import { settle, type Booking, type BookingOutcome } from '../domain/booking.js';
import { encodeChoices, rangesOf, type Choice } from '../domain/choice.js';
import { EnterBooking } from './enter-booking.js';
import { FindLiveBooking } from './find-live-booking.js';

export interface BookPlaceRequest {
  roundId: number;
  /** Verified and eligible: what a pass says. */
  personId: string;
  accountId: string;
  /** Made by the one who asks, kept until there is a definite answer. 8 to 64 of `A-Z a-z 0-9 _ -`. */
  idempotencyKey: string;
  choices: readonly Choice[];
}

/** How often one request may be set right by the ledger before the one who asks is told to come again. */
const MOST_TURNS = 4;

/**
 * The tap: the gate says which place, the ledger makes it true, and only then is anybody told. Whatever the two disagree on,
 * the ledger is right and the gate is corrected.
 */
@Injectable()
export class BookPlace {
  constructor(
    private readonly rounds: RoundDirectory,
    private readonly askGate: AskGate,
    private readonly gate: Gate,
    private readonly enterBooking: EnterBooking,
    private readonly findLiveBooking: FindLiveBooking,
    private readonly ledger: BookingLedger,
  ) {}

  /**
   * @throws Refusal `round/unknown`, `booking/choices-invalid`; `quota/gate-unavailable`, `booking/ledger-unavailable` and
   * `request/overloaded` when the outcome is not known or nothing was done: the same request may be sent again
   */
  async execute(request: BookPlaceRequest): Promise<BookingOutcome> {
    for (let turn = 1; turn <= MOST_TURNS; turn += 1) {
      const round = this.rounds.find(request.roundId);
      if (!round) throw new Refusal('round/unknown');
      // Closed is final: the ledger knows all there will ever be, and the gate may be gone.
      if (round.state === 'closed') return (await this.settleLive(request)) ?? { kind: 'closed' };
      const answer = await this.ask(round, request);
      const outcome = await this.follow(round, request, answer);
      if (outcome !== 'again') return outcome;
    }
    throw new Refusal('quota/gate-unavailable');
  }

  private ask(round: PublishedRound, { choices, personId }: BookPlaceRequest): Promise<GateAnswer> {
    const ranges = rangesOf(choices, round, personId);
    return this.askGate.execute(round.id, round.gateEpoch, { personId, ranges });
  }

  private async follow(
    round: PublishedRound,
    request: BookPlaceRequest,
    answer: GateAnswer,
  ): Promise<BookingOutcome | 'again'> {
    switch (answer.kind) {
      case 'granted':
        return this.enter(request, answer.grant, answer.epoch);
      case 'held':
        return (await this.settleLive(request)) ?? this.enter(request, answer.grant, answer.epoch);
      case 'stale':
      case 'unarmed':
        return this.catchUp(round);
      default:
        return answer;
    }
  }

  /** The gate was loaded anew, or is about to be. Either this process knows the old epoch, or the gate is not to be believed. */
  private async catchUp(round: PublishedRound): Promise<'again'> {
    await this.rounds.refresh();
    if (this.rounds.find(round.id)?.gateEpoch === round.gateEpoch) throw new Refusal('quota/gate-unavailable');
    return 'again';
  }

  private async enter(request: BookPlaceRequest, grant: Grant, epoch: number): Promise<BookingOutcome | 'again'> {
    const booking: Booking = {
      ...grant,
      id: newId(),
      code: newBookingCode(),
      roundId: request.roundId,
      accountId: request.accountId,
      gateEpoch: epoch,
      idempotencyKey: request.idempotencyKey,
      choices: encodeChoices(request.choices),
      cancelledAtMs: null,
    };
    const entry = await this.enterBooking.execute(booking);
    return entry === 'entered' ? { kind: 'booked', booking, fresh: true } : this.setRight(request, grant, entry);
  }

  private async setRight(
    request: BookPlaceRequest,
    grant: Grant,
    entry: Exclude<EntryOutcome, 'entered'>,
  ): Promise<BookingOutcome | 'again'> {
    switch (entry) {
      case 'person-taken':
        return (await this.settleLive(request, grant)) ?? 'again';
      case 'place-taken': {
        const rightful = await this.ledger.findAtPlace(grant.slotId, grant.placeNo);
        if (rightful) await this.gate.adopt(request.roundId, rightful, grant.personId);
        return 'again';
      }
      case 'key-taken': {
        const earlier = await this.ledger.findByKey(request.roundId, request.personId, request.idempotencyKey);
        // A copy of this very request was quicker: what the gate gave is hers. Only what a cancelled one has left is free.
        if (earlier?.cancelledAtMs === null) return (await this.settleLive(request, grant)) ?? 'again';
        await this.gate.release(request.roundId, grant);
        return earlier ? settle(earlier, request.idempotencyKey, encodeChoices(request.choices)) : 'again';
      }
      case 'code-taken':
        return 'again';
      case 'stale-epoch':
        await this.rounds.refresh();
        throw new Refusal('quota/gate-unavailable');
      case 'unknown':
        throw new Refusal('booking/ledger-unavailable');
    }
  }

  /** The answer for somebody who has a booking. `wrong`: what the gate gave her although she had one. */
  private async settleLive(request: BookPlaceRequest, wrong?: Grant): Promise<BookingOutcome | undefined> {
    const booking = await this.findLiveBooking.execute(request.roundId, request.personId);
    if (!booking) return undefined;
    if (wrong && (wrong.slotId !== booking.slotId || wrong.placeNo !== booking.placeNo)) {
      await this.gate.adopt(request.roundId, booking);
    }
    return settle(booking, request.idempotencyKey, encodeChoices(request.choices));
  }
}
