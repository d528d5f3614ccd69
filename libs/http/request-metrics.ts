import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Registry } from 'prom-client';

interface Tally {
  route: string;
  status: number;
  count: number;
  seconds: number;
}

/**
 * Requests by route and status, and the time spent on them. Kept as plain numbers and only made into metrics when somebody
 * asks: on the hot path this is one look-up and two additions.
 */
export function requestMetrics(server: FastifyInstance): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const tallies = new Map<string, Tally[]>();

  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const key = route + request.method;
    let ofRoute = tallies.get(key);
    if (!ofRoute) tallies.set(key, (ofRoute = []));
    const status = reply.statusCode;
    let tally = ofRoute.find((one) => one.status === status);
    if (!tally) ofRoute.push((tally = { route: `${request.method} ${route}`, status, count: 0, seconds: 0 }));
    tally.count += 1;
    tally.seconds += reply.elapsedTime / 1_000;
    done();
  });

  const labelNames = ['route', 'status'];
  const seconds = new Counter({
    name: 'http_request_seconds_total',
    help: 'Time from request to reply, summed.',
    labelNames,
    registers: [],
  });
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered.',
    labelNames,
    registers: [],
    collect() {
      this.reset();
      seconds.reset();
      for (const { route, status, count, seconds: spent } of [...tallies.values()].flat()) {
        this.inc({ route, status: String(status) }, count);
        seconds.inc({ route, status: String(status) }, spent);
      }
    },
  });
  // In this order: collecting the first fills the second.
  registry.registerMetric(requests);
  registry.registerMetric(seconds);
  return registry;
}
