import { Body, Controller, Get, Header, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiRefusals, FormPipe } from '#http';
import { Clock, Refusal } from '#kernel';
import { ArmRound, SteerRound, type Move } from '#opening';
import { Gate } from '#quota';
import { RoundRepository, type RoundFacts } from '#round';
import { Allow } from './allow.decorator.js';
import { GateDto } from './gate.dto.js';
import { roundIdOf, roundView } from './round-view.js';
import { RoundDto, SteerDto } from './round.dto.js';
import type { StaffRequest } from './staff.guard.js';

const steerRefusals = [
  ...(['request/malformed', 'request/invalid', 'staff/sign-in-required', 'staff/forbidden'] as const),
  ...(['round/unknown', 'round/wrong-state', 'quota/gate-unavailable'] as const),
] as const;

/** Running a round, with a reason each time. */
@ApiTags('rounds')
@ApiCookieAuth()
@ApiBearerAuth()
@ApiParam({ name: 'roundId', schema: { type: 'integer', minimum: 1 } })
@Controller('api/rounds/:roundId')
@Allow('administrator', 'operator')
export class RoundSteeringController {
  constructor(
    private readonly armRound: ArmRound,
    private readonly steerRound: SteerRound,
    private readonly rounds: RoundRepository,
    private readonly gate: Gate,
    private readonly clock: Clock,
  ) {}

  @Post('arm')
  @HttpCode(200)
  @ApiOperation({ summary: 'Publishes a draft; from then on it opens by itself', operationId: 'armRound' })
  @ApiOkResponse({ type: RoundDto, description: 'Armed.' })
  @ApiRefusals(...steerRefusals, 'round/quota-mismatch', 'round/window-invalid')
  async arm(
    @Req() { user }: StaffRequest,
    @Param('roundId') roundId: string,
    @Body(FormPipe) { reason }: SteerDto,
  ): Promise<RoundDto> {
    const id = roundIdOf(roundId);
    await this.armRound.execute({ roundId: id, actor: user.username, reason });
    return this.view(id);
  }

  @Post('pause')
  @HttpCode(200)
  @ApiOperation({ summary: 'Pauses; when this answers, the gate grants nothing', operationId: 'pauseRound' })
  @ApiOkResponse({ type: RoundDto, description: 'Paused.' })
  @ApiRefusals(...steerRefusals)
  async pause(
    @Req() request: StaffRequest,
    @Param('roundId') roundId: string,
    @Body(FormPipe) form: SteerDto,
  ): Promise<RoundDto> {
    return this.steer('pause', request, roundId, form);
  }

  @Post('resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Resumes a paused round', operationId: 'resumeRound' })
  @ApiOkResponse({ type: RoundDto, description: 'Resumed.' })
  @ApiRefusals(...steerRefusals)
  async resume(
    @Req() request: StaffRequest,
    @Param('roundId') roundId: string,
    @Body(FormPipe) form: SteerDto,
  ): Promise<RoundDto> {
    return this.steer('resume', request, roundId, form);
  }

  @Post('close')
  @HttpCode(200)
  @ApiOperation({ summary: 'Closes a round for good', operationId: 'closeRound' })
  @ApiOkResponse({ type: RoundDto, description: 'Closed.' })
  @ApiRefusals(...steerRefusals)
  async close(
    @Req() request: StaffRequest,
    @Param('roundId') roundId: string,
    @Body(FormPipe) form: SteerDto,
  ): Promise<RoundDto> {
    return this.steer('close', request, roundId, form);
  }

  @Get('gate')
  @Allow('administrator', 'operator', 'auditor')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'What the gate holds: free and granted places, counters, epoch',
    operationId: 'inspectGate',
  })
  @ApiOkResponse({ type: GateDto })
  @ApiRefusals('staff/sign-in-required', 'staff/forbidden', 'round/unknown', 'quota/gate-unavailable')
  async inspect(@Param('roundId') roundId: string): Promise<GateDto> {
    const round = await this.find(roundIdOf(roundId));
    return { ...(await this.gate.inspect(round.id)), ledgerEpoch: round.gateEpoch };
  }

  private async steer(move: Move, { user }: StaffRequest, roundId: string, { reason }: SteerDto): Promise<RoundDto> {
    const id = roundIdOf(roundId);
    await this.steerRound.execute(move, { roundId: id, actor: user.username, reason });
    return this.view(id);
  }

  private async view(roundId: number): Promise<RoundDto> {
    return roundView(await this.find(roundId), this.clock.nowMs());
  }

  private async find(roundId: number): Promise<RoundFacts> {
    const round = await this.rounds.find(roundId);
    if (!round) throw new Refusal('round/unknown');
    return round;
  }
}
