import { Body, Controller, Get, Header, HttpCode, Param, Patch, Post, Req } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCookieAuth,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { ApiRefusals, FormPipe } from '#http';
import { Clock, Refusal } from '#kernel';
import { MoveOpening } from '#opening';
import { DraftRound, EditRound, ImportSlots, RoundRepository, slotColumns, type RoundFacts } from '#round';
import { Allow } from './allow.decorator.js';
import { csvOf } from './csv-body.js';
import { ApiCsv, SlotsImportedDto } from './import.dto.js';
import { instantOf } from './instant.decorator.js';
import { changesOf, detailsOf } from './round-form.js';
import { roundIdOf, roundView } from './round-view.js';
import { EditRoundDto, RoundDetailDto, RoundDto, RoundFormDto, RoundsDto } from './round.dto.js';
import type { StaffRequest } from './staff.guard.js';

const roundParam = { name: 'roundId', schema: { type: 'integer', minimum: 1 } } as const;

@ApiTags('rounds')
@ApiCookieAuth()
@ApiBearerAuth()
@Controller('api/rounds')
export class RoundsController {
  constructor(
    private readonly rounds: RoundRepository,
    private readonly draftRound: DraftRound,
    private readonly editRound: EditRound,
    private readonly moveOpening: MoveOpening,
    private readonly importSlots: ImportSlots,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('administrator', 'operator', 'auditor')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'All rounds, the latest opening first', operationId: 'listRounds' })
  @ApiOkResponse({ type: RoundsDto })
  @ApiRefusals('staff/sign-in-required', 'staff/forbidden')
  async list(): Promise<RoundsDto> {
    const rounds = await this.rounds.list();
    return { rounds: rounds.map((round) => roundView(round, this.clock.nowMs())) };
  }

  @Get(':roundId')
  @Allow('administrator', 'operator', 'auditor')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'One round with its slots', operationId: 'showRound' })
  @ApiParam(roundParam)
  @ApiOkResponse({ type: RoundDetailDto })
  @ApiRefusals('staff/sign-in-required', 'staff/forbidden', 'round/unknown')
  async show(@Param('roundId') roundId: string): Promise<RoundDetailDto> {
    return this.detail(await this.find(roundIdOf(roundId)));
  }

  @Post()
  @Allow('administrator', 'operator')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Drafts a round', operationId: 'draftRound' })
  @ApiCreatedResponse({ type: RoundDto })
  @ApiRefusals(
    ...(['request/malformed', 'request/invalid', 'round/window-invalid'] as const),
    ...(['staff/sign-in-required', 'staff/forbidden'] as const),
  )
  async draft(@Req() { user }: StaffRequest, @Body(FormPipe) form: RoundFormDto): Promise<RoundDto> {
    return roundView(await this.draftRound.execute(detailsOf(form), user.username), this.clock.nowMs());
  }

  @Patch(':roundId')
  @Allow('administrator', 'operator')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Edits a draft, or moves the window of an armed round that has not opened',
    operationId: 'editRound',
  })
  @ApiParam(roundParam)
  @ApiOkResponse({ type: RoundDetailDto })
  @ApiRefusals(
    ...([
      'request/malformed',
      'request/invalid',
      'round/unknown',
      'round/wrong-state',
      'round/window-invalid',
    ] as const),
    ...(['staff/sign-in-required', 'staff/forbidden', 'quota/gate-unavailable'] as const),
  )
  async edit(
    @Req() { user }: StaffRequest,
    @Param('roundId') roundId: string,
    @Body(FormPipe) form: EditRoundDto,
  ): Promise<RoundDetailDto> {
    const round = await this.find(roundIdOf(roundId));
    if (round.state === 'armed') await this.moveWindow(round, form, user.username);
    else await this.editRound.execute(round.id, changesOf(form), user.username);
    return this.detail(await this.find(round.id));
  }

  @Post(':roundId/slots/import')
  @Allow('administrator', 'operator')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Imports the slots of a draft, in the stead of those it has', operationId: 'importSlots' })
  @ApiParam(roundParam)
  @ApiCsv(slotColumns)
  @ApiOkResponse({ type: SlotsImportedDto })
  @ApiRefusals(
    ...(['staff/sign-in-required', 'staff/forbidden', 'round/unknown', 'round/wrong-state'] as const),
    ...(['request/too-large', 'request/unsupported-media-type'] as const),
  )
  async import(
    @Req() { user }: StaffRequest,
    @Param('roundId') roundId: string,
    @Body() body: unknown,
  ): Promise<SlotsImportedDto> {
    return this.importSlots.execute({ roundId: roundIdOf(roundId), csv: csvOf(body), actor: user.username });
  }

  /** What was published of a round stands, except when it opens and closes. */
  private async moveWindow(round: RoundFacts, form: EditRoundDto, actor: string): Promise<void> {
    const { opensAtMs = round.opensAtMs, closesAtMs = round.closesAtMs, ...others } = changesOf(form);
    if (Object.keys(others).length > 0) throw new Refusal('round/wrong-state', { state: round.state });
    const { reason = `moved from ${instantOf(round.opensAtMs)} to ${instantOf(opensAtMs)}` } = form;
    await this.moveOpening.execute({ roundId: round.id, actor, reason, opensAtMs, closesAtMs });
  }

  private async find(roundId: number): Promise<RoundFacts> {
    const round = await this.rounds.find(roundId);
    if (!round) throw new Refusal('round/unknown');
    return round;
  }

  private async detail(round: RoundFacts): Promise<RoundDetailDto> {
    const slots = await this.rounds.slotsOf(round.id);
    return {
      ...roundView(round, this.clock.nowMs()),
      places: await this.rounds.countPlaces(round.id),
      slots: slots.map(({ id, ...slot }) => ({ slotId: id, ...slot })),
    };
  }
}
