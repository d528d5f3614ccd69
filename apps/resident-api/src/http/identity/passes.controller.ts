import { Body, Controller, Header, Param, Post, Req, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiCreatedResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { encodeChoices, parseChoices, rangesOf } from '#booking';
import { ApiRefusals, FormPipe } from '#http';
import { IssuePass } from '#identity';
import { Clock, Refusal } from '#kernel';
import { phaseOf, RoundDirectory, type PublishedRound } from '#round';
import { LoginGuard, type SignedInRequest } from './login.guard.js';
import { PassDto, PassRequestDto } from './pass.dto.js';

@ApiTags('passes')
@ApiCookieAuth()
@Controller('api/rounds/:roundId/passes')
@UseGuards(LoginGuard)
export class PassesController {
  constructor(
    private readonly issuePass: IssuePass,
    private readonly rounds: RoundDirectory,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'A pass for one of my persons, if every rule of the round is met',
    operationId: 'issuePass',
  })
  @ApiParam({ name: 'roundId', schema: { type: 'integer', minimum: 1 } })
  @ApiCreatedResponse({ type: PassDto })
  @ApiRefusals(
    'request/malformed',
    'request/invalid',
    'booking/choices-invalid',
    'identity/sign-in-required',
    'round/unknown',
    'round/closed',
    'identity/person-unknown',
    'identity/not-eligible',
    'identity/ledger-unavailable',
  )
  async issue(
    @Req() { user }: SignedInRequest,
    @Param('roundId') roundId: string,
    @Body(FormPipe) { personId, choices }: PassRequestDto,
  ): Promise<PassDto> {
    const round = this.openTo(roundId);
    const { id, eligibility, opensAtMs, closesAtMs } = round;
    const canonical = choices === undefined ? undefined : canonicalChoices(choices, round, personId);
    return this.issuePass.issue(
      user.accountId,
      personId,
      { roundId: id, eligibility, opensAtMs, closesAtMs },
      canonical,
    );
  }

  /** A round passes may be had for: published, and not over. */
  private openTo(roundId: string): PublishedRound {
    const round = /^[1-9]\d{0,9}$/.test(roundId) ? this.rounds.find(Number(roundId)) : undefined;
    const phase = round && phaseOf(round, this.clock.nowMs());
    if (!round || phase === 'draft') throw new Refusal('round/unknown');
    if (phase === 'closed') throw new Refusal('round/closed');
    return round;
  }
}

/** A wish for another round's slot must come to light now, not at the tap. */
function canonicalChoices(written: unknown, round: PublishedRound, personId: string): string {
  const choices = parseChoices(written);
  rangesOf(choices, round, personId);
  return encodeChoices(choices);
}
