import { Body, Controller, Get, Header, HttpCode, Post, Req } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCookieAuth,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ApiRefusals, FormPipe } from '#http';
import { AddClinic, ClinicRepository, clinicColumns, ImportClinics, type ClinicFacts } from '#round';
import { staffRoles } from '#staff';
import { Allow } from './allow.decorator.js';
import { ClinicDto, ClinicFormDto, ClinicsDto } from './clinic.dto.js';
import { csvOf } from './csv-body.js';
import { ApiCsv, ClinicsImportedDto } from './import.dto.js';
import type { StaffRequest } from './staff.guard.js';

@ApiTags('clinics')
@ApiCookieAuth()
@ApiBearerAuth()
@Controller('api/clinics')
export class ClinicsController {
  constructor(
    private readonly clinics: ClinicRepository,
    private readonly addClinic: AddClinic,
    private readonly importClinics: ImportClinics,
  ) {}

  @Get()
  @Allow(...staffRoles)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'All clinics', operationId: 'listClinics' })
  @ApiOkResponse({ type: ClinicsDto })
  @ApiRefusals('staff/sign-in-required')
  async list(): Promise<ClinicsDto> {
    return { clinics: (await this.clinics.list()).map(clinicView) };
  }

  @Post()
  @Allow('administrator', 'operator')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Adds a clinic', operationId: 'addClinic' })
  @ApiCreatedResponse({ type: ClinicDto })
  @ApiRefusals(
    ...(['request/malformed', 'request/invalid', 'round/clinic-duplicate'] as const),
    ...(['staff/sign-in-required', 'staff/forbidden'] as const),
  )
  async add(@Req() { user }: StaffRequest, @Body(FormPipe) form: ClinicFormDto): Promise<ClinicDto> {
    return clinicView(await this.addClinic.execute(form, user.username));
  }

  @Post('import')
  @Allow('administrator', 'operator')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Imports clinics; those that are there get the file’s details',
    operationId: 'importClinics',
  })
  @ApiCsv(clinicColumns)
  @ApiOkResponse({ type: ClinicsImportedDto })
  @ApiRefusals('staff/sign-in-required', 'staff/forbidden', 'request/too-large', 'request/unsupported-media-type')
  async import(@Req() { user }: StaffRequest, @Body() body: unknown): Promise<ClinicsImportedDto> {
    return this.importClinics.execute({ csv: csvOf(body), actor: user.username });
  }
}

function clinicView({ id, code, name, district, address, phone }: ClinicFacts): ClinicDto {
  return { clinicId: id, code, name, district, address, phone };
}
