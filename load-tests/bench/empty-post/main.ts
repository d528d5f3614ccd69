import 'reflect-metadata';
import cookie from '@fastify/cookie';
import { Module } from '@nestjs/common';
import { createLog, runHttpApp } from '#http';
import { EmptyPostController } from './empty-post.controller.js';

@Module({ controllers: [EmptyPostController] })
class EmptyPostModule {}

// Set up as the residents' application is, so that what differs is the booking alone.
await runHttpApp({
  module: EmptyPostModule,
  title: 'Empty POST',
  host: '127.0.0.1',
  port: Number(process.env['PORT']),
  log: createLog('empty-post', process.env['LOG_LEVEL']),
  bodyLimit: 16 * 1024,
  drainNoticeMs: 0,
  prepare: async (server) => {
    await server.register(cookie);
  },
});
