import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Matches, Max, Min, ValidateIf } from 'class-validator';
import { MOST_EVENTS_PER_PAGE } from '#audit';

const isPresent = (_form: object, value: unknown): boolean => value !== undefined;

export class AuditQueryDto {
  @ApiProperty({ required: false, example: 'round:1', description: 'Only what was done to this.' })
  @ValidateIf(isPresent)
  @Matches(/^[\x20-\x7e]{1,64}$/)
  subject?: string;

  @ApiProperty({
    required: false,
    type: 'integer',
    minimum: 1,
    description: 'Only events before this one: the `next` of the page before.',
  })
  @ValidateIf(isPresent)
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  before?: number;

  @ApiProperty({ required: false, type: 'integer', minimum: 1, maximum: MOST_EVENTS_PER_PAGE, default: 50 })
  @ValidateIf(isPresent)
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_EVENTS_PER_PAGE)
  limit?: number;
}

export class AuditEventDto {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ description: 'A staff user name, or the name of a program.' })
  actor!: string;

  @ApiProperty({ example: 'round/arm' })
  action!: string;

  @ApiProperty({ example: 'round:1' })
  subject!: string;

  @ApiProperty()
  reason!: string;
}

export class AuditPageDto {
  @ApiProperty({ type: [AuditEventDto], description: 'Newest first.' })
  events!: AuditEventDto[];

  @ApiProperty({ required: false, type: 'integer', description: '`before` of the next page; absent on the last one.' })
  next?: number;
}
