import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import {
  ApiCookieAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiRefusals, FormPipe } from '#http';
import { AddPerson, ListPersons, RemovePerson } from '#identity';
import { LoginGuard, type SignedInRequest } from './login.guard.js';
import { AddPersonDto, PersonDto, PersonsDto } from './person.dto.js';

@ApiTags('persons')
@ApiCookieAuth()
@Controller('api/me/persons')
@UseGuards(LoginGuard)
export class PersonsController {
  constructor(
    private readonly addPerson: AddPerson,
    private readonly listPersons: ListPersons,
    private readonly removePerson: RemovePerson,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The persons I may book for, masked', operationId: 'listPersons' })
  @ApiOkResponse({ type: PersonsDto })
  @ApiRefusals('identity/sign-in-required', 'identity/ledger-unavailable')
  async list(@Req() { user }: SignedInRequest): Promise<PersonsDto> {
    return { persons: await this.listPersons.list(user.accountId) };
  }

  @Post()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Adds a person, verified by name and ID number', operationId: 'addPerson' })
  @ApiCreatedResponse({ type: PersonDto, description: 'Verified and added.' })
  @ApiOkResponse({ type: PersonDto, description: 'The person was on this account before.' })
  @ApiRefusals(
    'request/malformed',
    'request/invalid',
    'identity/sign-in-required',
    'identity/name-invalid',
    'identity/id-number-invalid',
    'identity/consent-required',
    'identity/name-mismatch',
    'identity/id-unknown',
    'identity/too-many-attempts',
    'identity/too-many-persons',
    'identity/too-many-accounts',
    'identity/provider-unavailable',
    'identity/ledger-unavailable',
  )
  async add(
    @Req() { user }: SignedInRequest,
    @Body(FormPipe) form: AddPersonDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonDto> {
    const { kind, person } = await this.addPerson.add(user.accountId, form);
    reply.status(kind === 'added' ? 201 : 200);
    return person;
  }

  @Delete(':personId')
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Takes a person off my account', operationId: 'removePerson' })
  @ApiParam({ name: 'personId', schema: { type: 'string', format: 'uuid' } })
  @ApiNoContentResponse({ description: 'Removed.' })
  @ApiRefusals(
    'identity/sign-in-required',
    'identity/person-unknown',
    'identity/person-has-booking',
    'identity/ledger-unavailable',
  )
  async remove(@Req() { user }: SignedInRequest, @Param('personId') personId: string): Promise<void> {
    await this.removePerson.remove(user.accountId, personId);
  }
}
