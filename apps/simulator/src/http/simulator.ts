import Fastify, { type FastifyInstance } from 'fastify';

import type { Clock } from '#kernel';

import { Acs3Gate, type AccessKey } from '../identity-provider/acs3-gate.js';
import { UpstreamCondition } from '../upstream-condition.js';
import { AccessTokenExchange, type OfficialAccount } from '../wechat/access-token.js';
import { CallCap } from '../wechat/call-cap.js';
import { SignInCodes } from '../wechat/sign-in-code.js';
import { controlRoutes } from './control.routes.js';
import { identityProviderRoutes } from './identity-provider.routes.js';
import { wechatRoutes } from './wechat.routes.js';

export interface SimulatorOptions {
  wechat: OfficialAccount & { callsPerMinute: number };
  aliyun: AccessKey;
  clock: Clock;
}

/** Everything outside Huiyue behind one address, not listening yet. It keeps no log: its requests hold names and numbers. */
export function buildSimulator({ wechat, aliyun, clock }: SimulatorOptions): FastifyInstance {
  // Whoever still waits for a slow answer when it ends must bear a dropped connection.
  const app = Fastify({ logger: false, bodyLimit: 16 * 1024, forceCloseConnections: true });
  const conditions = { wechat: new UpstreamCondition(), 'identity-provider': new UpstreamCondition() };
  const codes = new SignInCodes(clock);
  const exchange = new AccessTokenExchange(wechat, codes, new CallCap(clock, wechat.callsPerMinute));

  // Each in a scope of its own, so that one host's condition and body parser are not the others'.
  void app.register((scope, _options, done) => {
    wechatRoutes(scope, { appid: wechat.appid, codes, exchange, condition: conditions.wechat });
    done();
  });
  void app.register((scope, _options, done) => {
    identityProviderRoutes(scope, { gate: new Acs3Gate(aliyun, clock), condition: conditions['identity-provider'] });
    done();
  });
  void app.register((scope, _options, done) => {
    controlRoutes(scope, conditions);
    done();
  });
  return app;
}
