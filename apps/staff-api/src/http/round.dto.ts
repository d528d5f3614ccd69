import { ApiProperty, PartialType } from '@nestjs/swagger';
import { IsInt, IsObject, Max, Min, ValidateIf } from 'class-validator';
import { AUDIT_LIMITS } from '#audit';
import { MOST_DECLARED_QUOTA, roundLimits, type RoundPhase } from '#round';
import { Instant } from './instant.decorator.js';
import { Line } from './line.decorator.js';

const REASON = { least: 2, most: AUDIT_LIMITS.reason, description: 'Goes into the audit.', example: '按公告开放' };

export class RoundFormDto {
  @Line({ most: roundLimits.title })
  title!: string;

  @Line({ most: roundLimits.authority, description: 'Who gives the places.' })
  authority!: string;

  @Line({ most: roundLimits.channel, description: 'Where residents book.' })
  channel!: string;

  @Line({ most: roundLimits.service })
  service!: string;

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: MOST_DECLARED_QUOTA,
    description: 'The published number of places.',
  })
  @IsInt()
  @Min(1)
  @Max(MOST_DECLARED_QUOTA)
  declaredQuota!: number;

  @Instant({ description: 'The slots of a draft move with it, day by day.' })
  opensAt!: string;

  @Instant({ nullable: true, required: false, description: 'Null or left out: until all places are gone.' })
  @ValidateIf((_, value: unknown) => value !== null && value !== undefined)
  closesAt?: string | null;

  @ApiProperty({
    description: 'Who may book; an empty object admits anyone. Ages are whole years, both ends included.',
    type: Object,
    example: { sex: 'female', minAge: 9, maxAge: 45 },
  })
  @IsObject()
  eligibility!: object;
}

/** Fields left out stay as they are; null is not leaving out. */
export class EditRoundDto extends PartialType(RoundFormDto, { skipNullProperties: false }) {
  @Line({
    ...REASON,
    required: false,
    description: 'Why the window of an armed round is moved. Goes into the audit.',
  })
  @ValidateIf((_, value: unknown) => value !== undefined)
  reason?: string;
}

export class SteerDto {
  @Line(REASON)
  reason!: string;
}

export class RoundDto extends RoundFormDto {
  @ApiProperty({ type: 'integer' })
  roundId!: number;

  @ApiProperty({ enum: ['draft', 'armed', 'open', 'paused', 'closed'] })
  state!: RoundPhase;

  @ApiProperty({ enum: ['first-come'] })
  allocation!: string;

  @ApiProperty({ type: 'integer', description: 'How often the gate was armed or rebuilt.' })
  gateEpoch!: number;
}

export class RoundsDto {
  @ApiProperty({ type: [RoundDto] })
  rounds!: RoundDto[];
}

export class SlotDto {
  @ApiProperty({ type: 'integer' })
  slotId!: number;

  @ApiProperty({ type: 'integer' })
  clinicId!: number;

  @ApiProperty({ format: 'date', description: 'Calendar day in Beijing.' })
  day!: string;

  @ApiProperty({ pattern: '^\\d\\d:\\d\\d$', description: 'Time of day in Beijing.' })
  starts!: string;

  @ApiProperty({ pattern: '^\\d\\d:\\d\\d$' })
  ends!: string;

  @ApiProperty({ type: 'integer' })
  capacity!: number;
}

export class RoundDetailDto extends RoundDto {
  @ApiProperty({
    type: 'integer',
    description: 'The places of all slots; must equal declaredQuota when the round is armed.',
  })
  places!: number;

  @ApiProperty({ type: [SlotDto] })
  slots!: SlotDto[];
}
