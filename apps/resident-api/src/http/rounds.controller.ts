import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RoundBoard } from '#booking';
import { Refusal } from '#kernel';
import { GateClock } from '#quota';

/** What everybody may see. The same bytes for all, made once a second: a cache in front needs to ask but once a second. */
@ApiTags('rounds')
@Controller('api')
export class RoundsController {
  constructor(
    private readonly board: RoundBoard,
    private readonly clock: GateClock,
  ) {}

  @Get('time')
  @ApiOperation({ summary: 'The clock that decides when a round opens', operationId: 'time' })
  @ApiOkResponse({ schema: { type: 'object', required: ['nowMs'], properties: { nowMs: { type: 'integer' } } } })
  time(@Res() reply: FastifyReply): void {
    void reply.header('cache-control', 'no-store').send({ nowMs: this.clock.nowMs() });
  }

  @Get('rounds')
  @ApiOperation({ summary: 'All published rounds', operationId: 'listRounds' })
  @ApiOkResponse({ description: '{ rounds: […] }' })
  list(@Res() reply: FastifyReply): void {
    sendShared(reply, this.board.list());
  }

  @Get('rounds/:roundId')
  @ApiOperation({ summary: 'One round with its clinics, slots and free places', operationId: 'showRound' })
  show(@Param('roundId') roundId: string, @Res() reply: FastifyReply): void {
    const text = this.board.show(Number(roundId));
    if (text === undefined) throw new Refusal('round/unknown');
    sendShared(reply, text);
  }
}

function sendShared(reply: FastifyReply, json: string): void {
  void reply
    .header('content-type', 'application/json; charset=utf-8')
    .header('cache-control', 'public, max-age=1')
    .send(json);
}
