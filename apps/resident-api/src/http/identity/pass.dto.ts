import { ApiProperty } from '@nestjs/swagger';
import { Allow, Matches } from 'class-validator';
import type { RuleVerdict } from '#identity';

const choiceOf = (key: string, value: object): object => ({
  ...{ type: 'object', required: [key], additionalProperties: false },
  properties: { [key]: value },
});

export class PassRequestDto {
  @ApiProperty({ format: 'uuid' })
  @Matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  personId!: string;

  @ApiProperty({
    required: false,
    description: 'Wishes in order, kept for the tap. Left out, those of an earlier request stay.',
    ...{ type: 'array', minItems: 1, maxItems: 8 },
    items: {
      oneOf: [
        choiceOf('slotId', { type: 'integer', minimum: 1 }),
        choiceOf('clinicId', { type: 'integer', minimum: 1 }),
        choiceOf('any', { type: 'boolean', enum: [true] }),
      ],
    },
  })
  // The booking room reads choices, here as at the tap.
  @Allow()
  choices?: unknown;
}

export class SentenceDto {
  @ApiProperty()
  'zh-CN'!: string;

  @ApiProperty()
  en!: string;
}

export class VerdictDto implements RuleVerdict {
  @ApiProperty({ enum: ['sex', 'min-age', 'max-age'] })
  rule!: RuleVerdict['rule'];

  @ApiProperty({ description: 'Whether this person meets the rule.' })
  met!: boolean;

  @ApiProperty({ type: SentenceDto, description: 'The rule in words.' })
  sentence!: SentenceDto;
}

export class PassDto {
  @ApiProperty({ description: 'To be sent as Authorization: Bearer … with the tap.' })
  pass!: string;

  @ApiProperty({ type: 'integer', description: 'Milliseconds since 1970 (UTC); well past the opening.' })
  expiresAtMs!: number;

  @ApiProperty({ type: [VerdictDto] })
  verdicts!: VerdictDto[];
}
