import { Injectable, ValidationPipe, type ValidationError } from '@nestjs/common';
import { Refusal } from '#kernel';

/** Checks a form's class-validator rules and names every field that breaks one. What was typed is not repeated. */
@Injectable()
export class FormPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      exceptionFactory: (errors: ValidationError[]) => new Refusal('request/invalid', { fields: fieldsOf(errors, '') }),
    });
  }
}

function fieldsOf(errors: ValidationError[], prefix: string): { field: string; rules: string[] }[] {
  return errors.flatMap((error) => [
    ...(error.constraints ? [{ field: prefix + error.property, rules: Object.keys(error.constraints) }] : []),
    ...fieldsOf(error.children ?? [], `${prefix}${error.property}.`),
  ]);
}
