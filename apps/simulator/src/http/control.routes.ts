import type { FastifyInstance } from 'fastify';

import { conditionSchema, type UpstreamCondition } from '../upstream-condition.js';

/**
 * Outside the real protocols: `POST /simulator/<upstream> {mode, delayMs?}` makes that host down, slow, throttled or up
 * again, `GET` says how it is. The others are not touched.
 */
export function controlRoutes(app: FastifyInstance, upstreams: Record<string, UpstreamCondition>): void {
  for (const [upstream, condition] of Object.entries(upstreams)) {
    const state = () => ({ mode: condition.mode, delayMs: condition.delayMs });
    app.get(`/simulator/${upstream}`, (_request, reply) => reply.send(state()));
    app.post(`/simulator/${upstream}`, (request, reply) => {
      const wanted = conditionSchema.safeParse(request.body);
      if (!wanted.success) {
        const faults = wanted.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
        return reply.code(400).send({ faults });
      }
      condition.become(wanted.data);
      return reply.send(state());
    });
  }
}
