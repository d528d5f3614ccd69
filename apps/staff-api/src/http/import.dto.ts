import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProperty, ApiResponse } from '@nestjs/swagger';
import { importFaultCodes, type ClinicsImported, type SlotsImported } from '#round';

const errorSchema = {
  type: 'object',
  required: ['row', 'column', 'code', 'sentence'],
  properties: {
    row: { type: 'integer', description: 'As a spreadsheet program numbers it: the header is row 1.' },
    column: { oneOf: [{ type: 'string' }, { type: 'null' }], description: 'Null: the whole row or file.' },
    code: { type: 'string', enum: importFaultCodes },
    sentence: { type: 'object', properties: { 'zh-CN': { type: 'string' }, en: { type: 'string' } } },
  },
};

const refusalSchema = {
  type: 'object',
  required: ['code', 'detail', 'errors', 'errorCount'],
  properties: {
    code: { type: 'string', enum: ['round/import-invalid'] },
    detail: { type: 'string' },
    errors: { type: 'array', maxItems: 100, items: errorSchema, description: 'The first hundred, by row.' },
    errorCount: { type: 'integer', description: 'All of them.' },
  },
};

/** Documents a route that takes a CSV file, all of it or nothing. */
export function ApiCsv(columns: readonly string[]): MethodDecorator {
  return applyDecorators(
    ApiConsumes('text/csv'),
    ApiBody({
      description: 'CSV (RFC 4180) in UTF-8, at most 2 MB and 10,000 rows.',
      schema: { type: 'string', example: columns.join(',') },
    }),
    ApiResponse({
      status: 422,
      description: 'round/import-invalid: nothing was imported',
      content: { 'application/problem+json': { schema: refusalSchema } },
    }),
  );
}

class ImportedDto {
  @ApiProperty({ type: 'integer', description: 'Rows of the file below the header, blank ones not counted.' })
  rows!: number;

  @ApiProperty({ type: 'integer', description: 'All of them: a file is taken whole or not at all.' })
  imported!: number;

  @ApiProperty({
    type: [Object],
    maxItems: 0,
    description: 'Empty; the errors of a refused file come with the refusal.',
  })
  errors!: [];
}

export class ClinicsImportedDto extends ImportedDto implements ClinicsImported {
  @ApiProperty({ type: 'integer' })
  added!: number;

  @ApiProperty({ type: [String], description: 'Codes that were there with other details, and have the file’s now.' })
  updated!: string[];

  @ApiProperty({ type: 'integer' })
  unchanged!: number;
}

export class SlotsImportedDto extends ImportedDto implements SlotsImported {
  @ApiProperty({ type: 'integer' })
  clinics!: number;

  @ApiProperty({ type: 'integer', description: 'The capacities together.' })
  places!: number;

  @ApiProperty({ type: 'integer' })
  declaredQuota!: number;

  @ApiProperty({ description: 'Whether the two are equal; the round cannot be armed before.' })
  matchesDeclaredQuota!: boolean;
}
