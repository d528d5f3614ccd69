import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { RefusalCode } from '#kernel';
import { refusalStatus } from './refusal-status.js';

/** Documents the refusals of a route, each under the status it really has. */
export function ApiRefusals(...codes: RefusalCode[]): MethodDecorator {
  const byStatus = Map.groupBy(codes, (code) => refusalStatus[code]);
  return applyDecorators(
    ...[...byStatus].map(([status, codesOfStatus]) =>
      ApiResponse({
        status,
        description: codesOfStatus.join(', '),
        content: { 'application/problem+json': { schema: problemOf(codesOfStatus) } },
      }),
    ),
  );
}

function problemOf(codes: RefusalCode[]): object {
  return {
    type: 'object',
    required: ['type', 'title', 'status', 'code', 'detail'],
    properties: {
      ...{ type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' } },
      code: { type: 'string', enum: codes },
      detail: { type: 'string', description: 'A sentence for people, in zh-CN or en by Accept-Language.' },
    },
  };
}
