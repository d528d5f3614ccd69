import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiHeader, ApiOperation, ApiParam, ApiProperty, ApiResponse } from '@nestjs/swagger';

/** Documents a booking as its owner sees it. */
export class BookingBody {
  @ApiProperty({ format: 'uuid' })
  bookingId!: string;

  @ApiProperty({ description: 'What is shown or spoken at the clinic: Crockford base 32 with a check character.' })
  code!: string;

  @ApiProperty()
  roundId!: number;

  @ApiProperty({ format: 'uuid' })
  personId!: string;

  @ApiProperty()
  slotId!: number;

  @ApiProperty()
  clinicId!: number;

  @ApiProperty({ description: 'Number of the place within its slot.' })
  placeNo!: number;

  @ApiProperty({ format: 'date', description: 'Calendar day in Beijing.' })
  day!: string;

  @ApiProperty({ pattern: '^\\d\\d:\\d\\d$', description: 'Time of day in Beijing.' })
  starts!: string;

  @ApiProperty({ pattern: '^\\d\\d:\\d\\d$' })
  ends!: string;

  @ApiProperty({ format: 'date-time' })
  bookedAt!: string;

  @ApiProperty({ enum: ['booked', 'cancelled'] })
  state!: string;
}

const choiceSchema = {
  oneOf: [
    {
      type: 'object',
      required: ['slotId'],
      additionalProperties: false,
      properties: { slotId: { type: 'integer', minimum: 1 } },
    },
    {
      type: 'object',
      required: ['clinicId'],
      additionalProperties: false,
      properties: { clinicId: { type: 'integer', minimum: 1 } },
    },
    {
      type: 'object',
      required: ['any'],
      additionalProperties: false,
      properties: { any: { type: 'boolean', enum: [true] } },
    },
  ],
};

export function ApiBookPlace(): MethodDecorator {
  return applyDecorators(
    ApiOperation({ summary: 'Books a place for the person of the pass', operationId: 'bookPlace' }),
    ApiBearerAuth(),
    ApiParam({ name: 'roundId', schema: { type: 'integer', minimum: 1 } }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{8,64}$' },
    }),
    ApiBody({
      schema: {
        type: 'object',
        required: ['choices'],
        properties: { choices: { type: 'array', minItems: 1, maxItems: 8, items: choiceSchema } },
      },
    }),
    ApiResponse({ status: 201, description: 'Booked.', type: BookingBody }),
    ApiResponse({ status: 200, description: 'The same request again: the same booking.', type: BookingBody }),
    ApiResponse({ status: 400, description: 'booking/key-missing, request/malformed' }),
    ApiResponse({ status: 401, description: 'pass/missing, pass/invalid, pass/expired' }),
    ApiResponse({ status: 403, description: 'pass/other-round' }),
    ApiResponse({ status: 404, description: 'round/unknown' }),
    ApiResponse({
      status: 409,
      description: 'quota/sold-out, booking/already-booked, round/not-open, round/paused, round/closed',
    }),
    ApiResponse({ status: 422, description: 'booking/choices-invalid, booking/key-reused' }),
    ApiResponse({ status: 503, description: 'quota/gate-unavailable, booking/ledger-unavailable, request/overloaded' }),
  );
}
