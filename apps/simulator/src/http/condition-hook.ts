import type { FastifyInstance } from 'fastify';

import type { UpstreamCondition } from '../upstream-condition.js';

/** Puts every route of `app` under a host's condition: dropped when it is down, late when it is slow. */
export function underCondition(app: FastifyInstance, condition: UpstreamCondition): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (condition.mode === 'down') {
      reply.hijack();
      request.raw.socket.destroy();
    } else if (condition.delayMs > 0) {
      setTimeout(done, condition.delayMs).unref();
    } else {
      done();
    }
  });
}
