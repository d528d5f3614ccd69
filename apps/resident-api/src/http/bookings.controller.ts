import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BookPlace, parseChoices, type BookingOutcome } from '#booking';
import { languageOf, problemOf, sendProblem } from '#http';
import { PassVerifier, type PassClaims } from '#identity';
import { Refusal } from '#kernel';
import { RoundDirectory } from '#round';
import { ApiBookPlace } from './booking.openapi.js';
import { bookingView } from './booking-view.js';

const IDEMPOTENCY_KEY = /^[A-Za-z0-9_-]{8,64}$/;
const BEARER = 'Bearer ';

/** The tap. The one route on which everybody stands at the same second: nothing slow is on it. */
@Controller('api/rounds/:roundId/bookings')
export class BookingsController {
  constructor(
    private readonly bookPlace: BookPlace,
    private readonly passes: PassVerifier,
    private readonly rounds: RoundDirectory,
  ) {}

  @Post()
  @HttpCode(201)
  @ApiBookPlace()
  async book(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const roundId = Number((request.params as { roundId: string }).roundId);
    const { personId, accountId } = this.passFor(roundId, request.headers.authorization);
    const idempotencyKey = request.headers['idempotency-key'];
    if (typeof idempotencyKey !== 'string' || !IDEMPOTENCY_KEY.test(idempotencyKey)) {
      throw new Refusal('booking/key-missing');
    }
    const choices = parseChoices((request.body as { choices?: unknown } | null | undefined)?.choices);
    const outcome = await this.bookPlace.execute({ roundId, personId, accountId, idempotencyKey, choices });
    this.answer(request, reply, outcome, accountId);
  }

  private passFor(roundId: number, authorization: string | undefined): PassClaims {
    if (!authorization?.startsWith(BEARER)) throw new Refusal('pass/missing');
    const claims = this.passes.verify(authorization.slice(BEARER.length));
    if (!this.rounds.find(roundId)) throw new Refusal('round/unknown');
    if (claims.roundId !== roundId) throw new Refusal('pass/other-round');
    return claims;
  }

  private answer(request: FastifyRequest, reply: FastifyReply, outcome: BookingOutcome, accountId: string): void {
    const refuse = (problem: { status: number }): void => void sendProblem(reply, problem);
    const language = languageOf(request.headers['accept-language']);
    switch (outcome.kind) {
      case 'booked': {
        const { booking, fresh } = outcome;
        void reply
          .status(fresh ? 201 : 200)
          .header('content-type', 'application/json; charset=utf-8')
          .header('cache-control', 'no-store')
          .send(JSON.stringify(bookingView(booking, this.rounds.find(booking.roundId))));
        return;
      }
      case 'already-booked': {
        // Booked through another account: that she has a place is her answer, which one it is stays with that account.
        const mine = outcome.booking.accountId === accountId;
        const booking = mine ? bookingView(outcome.booking, this.rounds.find(outcome.booking.roundId)) : null;
        refuse(problemOf('booking/already-booked', language, { booking }));
        return;
      }
      case 'key-reused':
        refuse(problemOf('booking/key-reused', language));
        return;
      case 'sold-out':
        refuse(problemOf('quota/sold-out', language, { roundRemaining: outcome.roundRemaining }));
        return;
      case 'not-open':
        refuse(problemOf('round/not-open', language, { msUntilOpen: outcome.msUntilOpen }));
        return;
      case 'paused':
        refuse(problemOf('round/paused', language));
        return;
      case 'closed':
        refuse(problemOf('round/closed', language));
        return;
    }
  }
}
