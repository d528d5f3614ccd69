import { randomUUID } from 'node:crypto';
import { parse } from 'node:querystring';

import type { FastifyInstance, FastifyReply } from 'fastify';

import type { Acs3Gate } from '../identity-provider/acs3-gate.js';
import { gatewayFaults, type GatewayFault } from '../identity-provider/gateway-fault.js';
import { id2MetaVerify } from '../identity-provider/id2-meta-verify.js';
import type { UpstreamCondition } from '../upstream-condition.js';
import { underCondition } from './condition-hook.js';

export interface IdentityProviderParts {
  gate: Acs3Gate;
  condition: UpstreamCondition;
}

const nothing = Buffer.alloc(0);

/** cloudauth.aliyuncs.com. One address for every operation, as RPC style has it; only one operation is here. */
export function identityProviderRoutes(app: FastifyInstance, { gate, condition }: IdentityProviderParts): void {
  underCondition(app, condition);
  // The signature is over the bytes as they came.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });

  app.route<{ Body: Buffer | undefined }>({
    method: ['GET', 'POST'],
    url: '/',
    handler: (request, reply) => {
      const { method, headers, url } = request;
      const body = request.body ?? nothing;
      const rawQuery = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
      if (headers['x-acs-action'] !== 'Id2MetaVerify' || headers['x-acs-version'] !== '2019-03-07') {
        return turnedAway(reply, gatewayFaults.unknownApi);
      }
      const fault = gate.refuses({ method, rawQuery, headers, body });
      if (fault !== undefined) return turnedAway(reply, fault);
      if (condition.mode === 'throttled') return turnedAway(reply, gatewayFaults.throttled);
      // The official SDK sends the parameters as a form; the gateway takes them from the query as well.
      const answer = id2MetaVerify({ ...parse(rawQuery), ...parse(body.toString('utf8')) });
      return json(reply, { RequestId: requestId(), ...answer });
    },
  });
}

/** The real message of a wrong signature shows the canonical request. Not this one: it may hold a name and a number. */
function turnedAway(reply: FastifyReply, { status, code, message }: GatewayFault): FastifyReply {
  const HostId = reply.request.headers.host ?? '';
  return json(reply.code(status), { RequestId: requestId(), HostId, Code: code, Message: message });
}

function json(reply: FastifyReply, answer: object): FastifyReply {
  return reply.type('application/json;charset=utf-8').send(JSON.stringify(answer));
}

function requestId(): string {
  return randomUUID().toUpperCase();
}
