import { Controller, Get, Header, Req, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ApiRefusals } from '#http';
import { LoginGuard, type SignedInRequest } from './login.guard.js';

export class MeDto {
  @ApiProperty({ format: 'uuid' })
  accountId!: string;

  @ApiProperty({ format: 'date-time', description: 'When this login ends by itself.' })
  signedInUntil!: string;
}

@ApiTags('sign in')
@ApiCookieAuth()
@Controller('api/me')
@UseGuards(LoginGuard)
export class MeController {
  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Who is signed in', operationId: 'showMe' })
  @ApiOkResponse({ type: MeDto })
  @ApiRefusals('identity/sign-in-required', 'identity/ledger-unavailable')
  show(@Req() { user }: SignedInRequest): MeDto {
    return { accountId: user.accountId, signedInUntil: new Date(user.expiresAtMs).toISOString() };
  }
}
