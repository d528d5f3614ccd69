import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuditTrail } from '#audit';
import { ApiRefusals, FormPipe } from '#http';
import { Allow } from './allow.decorator.js';
import { AuditPageDto, AuditQueryDto } from './audit.dto.js';
import { instantOf } from './instant.decorator.js';

@ApiTags('audit')
@ApiCookieAuth()
@ApiBearerAuth()
@Controller('api/audit')
export class AuditController {
  constructor(private readonly audit: AuditTrail) {}

  @Get()
  @Allow('administrator', 'auditor')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Who did what, when and why', operationId: 'listAudit' })
  @ApiOkResponse({ type: AuditPageDto })
  @ApiRefusals('request/invalid', 'staff/sign-in-required', 'staff/forbidden')
  async list(@Query(FormPipe) { subject, before, limit }: AuditQueryDto): Promise<AuditPageDto> {
    const { events, next } = await this.audit.list({ subject, beforeId: before, limit });
    return {
      events: events.map(({ atMs, ...event }) => ({ ...event, at: instantOf(atMs) })),
      ...(next !== undefined && { next }),
    };
  }
}
