import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { DynamicModule, Type } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Refusal } from '#kernel';
import { Drain } from './drain.js';
import type { Log } from './log.js';
import { nestLogger } from './log.js';
import { ProblemFilter } from './problem.filter.js';
import { requestMetrics } from './request-metrics.js';

export interface HttpAppOptions {
  /** The application's root module. */
  module: Type | DynamicModule;
  title: string;
  host: string;
  port: number;
  log: Log;
  /** Largest request body (bytes). */
  bodyLimit: number;
  /** How long a leaving process goes on taking connections (ms); see {@link Drain.leave}. */
  drainNoticeMs: number;
  /** Plugins and parsers, before the routes are made. */
  prepare?: (server: FastifyInstance) => Promise<void>;
  /** What of the thrown is an expected no that only the application can tell, such as an outage of its ledger. */
  asRefusal?: (thrown: unknown) => Refusal | undefined;
  /** What must have happened before anybody is served. @returns what ends it */
  begin?: (app: NestFastifyApplication) => Promise<() => Promise<void>>;
}

const KEEP_ALIVE_MS = 75_000;
const REQUEST_TIMEOUT_MS = 15_000;
/** Connections that may wait to be taken; the kernel caps it at its own limit. */
const BACKLOG = 8_192;

/**
 * An application with what every HTTP application here has: problem+json, OpenAPI at /api/openapi.json, health, metrics, and a
 * way to leave. Listens, says `ready` to a parent process, and ends itself on SIGTERM or SIGINT.
 */
export async function runHttpApp(options: HttpAppOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    logger: false,
    bodyLimit: options.bodyLimit,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: false,
    return503OnClosing: false,
    routerOptions: { maxParamLength: 100 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(options.module, adapter, {
    logger: nestLogger(options.log),
    abortOnError: false,
  });
  const server = adapter.getInstance() as unknown as FastifyInstance;
  await options.prepare?.(server);
  const drain = new Drain(server);
  const registry = requestMetrics(server);
  app.useGlobalFilters(new ProblemFilter(options.log, options.asRefusal));
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder().setTitle(options.title).setVersion('1').setOpenAPIVersion('3.1.0').build(),
  );
  server.get('/api/openapi.json', () => document);
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', (_request, reply) =>
    reply.status(drain.draining ? 503 : 200).send({ status: drain.draining ? 'leaving' : 'ready' }),
  );
  server.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
  await app.init();
  const end = await options.begin?.(app);
  // Processes of one application share its port where the kernel can spread connections over them.
  const address = { port: options.port, host: options.host, backlog: BACKLOG, reusePort: process.platform === 'linux' };
  await server.listen(address);
  leaveOnSignal(app, drain, options, end);
  options.log.info({ port: options.port }, `${options.title} is ready`);
  process.send?.('ready');
  return app;
}

function leaveOnSignal(
  app: NestFastifyApplication,
  drain: Drain,
  { log, drainNoticeMs }: HttpAppOptions,
  end?: () => Promise<void>,
): void {
  const leave = async (signal: string): Promise<void> => {
    if (drain.draining) return;
    log.info({ signal }, 'leaving');
    const clean = await drain.leave(drainNoticeMs);
    if (!clean) log.warn('left with requests under way');
    await end?.();
    await app.close();
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => void leave(signal));
  process.on('SIGINT', (signal) => void leave(signal));
}
