import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { DateTime } from 'luxon';

/** A local time without an offset would mean another instant on every machine. */
const WITH_OFFSET = /^20\d\d-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** An instant of this century in ISO 8601 with its offset from UTC. */
export function Instant(
  documentation: { description?: string; nullable?: boolean; required?: boolean } = {},
): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ ...documentation, type: String, format: 'date-time', example: '2023-12-20T08:00:00+08:00' }),
    ValidateBy({ name: 'instant', validator: { validate: isInstant } }),
  );
}

function isInstant(value: unknown): boolean {
  return typeof value === 'string' && WITH_OFFSET.test(value) && DateTime.fromISO(value, { setZone: true }).isValid;
}

export function msOf(instant: string): number {
  return DateTime.fromISO(instant, { setZone: true }).toMillis();
}

export function instantOf(ms: number): string {
  return new Date(ms).toISOString();
}
