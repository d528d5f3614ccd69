import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, type RefusalCode } from '#kernel';
import { faultProblem, languageOf, problemOf } from './problem.js';
import { retryAfterS } from './refusal-status.js';
import type { Log } from './log.js';

/** What the framework itself refuses, in our words. */
const FRAMEWORK: Readonly<Record<number, RefusalCode>> = {
  400: 'request/malformed',
  404: 'request/not-found',
  413: 'request/too-large',
  415: 'request/unsupported-media-type',
  503: 'request/overloaded',
};

/** Turns whatever was thrown into problem+json: a refusal into its code and sentence, a fault into a neutral 500. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly asRefusal: (thrown: unknown) => Refusal | undefined = () => undefined,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const language = languageOf(request.headers['accept-language']);
    const refusal = this.asRefusal(thrown) ?? frameworkRefusal(thrown);
    if (!refusal) {
      this.log.error({ err: thrown, requestId: request.id, route: request.routeOptions.url }, 'fault');
      void sendProblem(reply, faultProblem(language, request.id));
      return;
    }
    if (refusal.cause !== undefined) {
      this.log.warn(
        { code: refusal.code, err: refusal.cause, requestId: request.id, route: request.routeOptions.url },
        'outage',
      );
    }
    const wait = retryAfterS(refusal.code);
    if (wait !== undefined) void reply.header('retry-after', wait);
    void sendProblem(reply, problemOf(refusal.code, language, refusal.facts));
  }
}

export function sendProblem(reply: FastifyReply, problem: { status: number }): FastifyReply {
  return reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problem));
}

function frameworkRefusal(thrown: unknown): Refusal | undefined {
  if (thrown instanceof Refusal) return thrown;
  const status = thrown instanceof HttpException ? thrown.getStatus() : (thrown as { statusCode?: unknown }).statusCode;
  if (typeof status !== 'number' || status >= 500) return undefined;
  return new Refusal(FRAMEWORK[status] ?? 'request/malformed');
}
