import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsString, ValidateBy } from 'class-validator';
import { isPlainText } from '#round';

export interface LineOptions {
  least?: number;
  /** Most characters, as the ledger counts them. */
  most: number;
  description?: string;
  example?: string;
  required?: boolean;
}

/** One line of text: blanks around it are dropped, control characters refused. */
export function Line({ least = 1, most, ...documentation }: LineOptions): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ ...documentation, type: String, minLength: least, maxLength: most }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
    IsString(),
    rule('minLength', (text) => [...text].length >= least),
    // Not class-validator's own: it leaves some characters uncounted that the ledger counts.
    rule('maxLength', (text) => [...text].length <= most),
    rule('plainText', isPlainText),
  );
}

function rule(name: string, holds: (text: string) => boolean): PropertyDecorator {
  return ValidateBy({ name, validator: { validate: (value: unknown) => typeof value === 'string' && holds(value) } });
}
