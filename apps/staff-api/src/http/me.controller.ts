import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiRefusals } from '#http';
import { staffRoles } from '#staff';
import { Allow } from './allow.decorator.js';
import { MeDto } from './auth.dto.js';
import { instantOf } from './instant.decorator.js';
import type { StaffRequest } from './staff.guard.js';

@ApiTags('sign in')
@ApiCookieAuth()
@ApiBearerAuth()
@Controller('api/me')
@Allow(...staffRoles)
export class MeController {
  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Who is signed in', operationId: 'showMe' })
  @ApiOkResponse({ type: MeDto })
  @ApiRefusals('staff/sign-in-required')
  show(@Req() { user }: StaffRequest): MeDto {
    const { staffId, username, role, expiresAtMs } = user;
    return { staffId, username, role, signedInUntil: instantOf(expiresAtMs) };
  }
}
