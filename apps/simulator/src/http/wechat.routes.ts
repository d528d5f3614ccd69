import type { FastifyInstance, FastifyReply } from 'fastify';

import type { UpstreamCondition } from '../upstream-condition.js';
import { tooOften, type AccessTokenExchange } from '../wechat/access-token.js';
import { callbackAddress, readAuthorizeRequest, type AuthorizeFault } from '../wechat/authorize.js';
import { contentSecurityPolicy } from '../wechat/page.js';
import { faultPage, signInPage } from '../wechat/sign-in-page.js';
import type { SignInCodes } from '../wechat/sign-in-code.js';
import { underCondition } from './condition-hook.js';

type Query = Readonly<Record<string, unknown>>;

export interface WechatParts {
  appid: string;
  codes: SignInCodes;
  exchange: AccessTokenExchange;
  condition: UpstreamCondition;
}

/** open.weixin.qq.com and api.weixin.qq.com in one. */
export function wechatRoutes(app: FastifyInstance, { appid, codes, exchange, condition }: WechatParts): void {
  underCondition(app, condition);

  app.get<{ Querystring: Query }>('/connect/oauth2/authorize', (request, reply) => {
    const asked = readAuthorizeRequest(request.query, appid);
    if ('errorCode' in asked) return html(reply, asked);
    if (asked.as === undefined) return html(reply, signInPage(appid, asked));
    const code = codes.issue({ openid: asked.as, scope: asked.scope });
    if (code === undefined) return html(reply, { errorCode: 10009, sentence: '操作太频繁了，请稍后重试' });
    return reply.header('cache-control', 'no-store').redirect(callbackAddress(asked, code), 302);
  });

  app.get<{ Querystring: Query }>('/sns/oauth2/access_token', (request, reply) => {
    const answer = condition.mode === 'throttled' ? tooOften() : exchange.exchange(request.query);
    // The real host sends its JSON as text/plain (node-webot/wechat-api pull 138, panva/oauth4webapi pull 155), and
    // status 200 with errors too: a client that asks the content type or the status first must fail here as well.
    return reply.type('text/plain').send(JSON.stringify(answer));
  });
}

function html(reply: FastifyReply, content: string | AuthorizeFault): FastifyReply {
  return reply
    .code(typeof content === 'string' ? 200 : 400)
    .header('content-security-policy', contentSecurityPolicy)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(typeof content === 'string' ? content : faultPage(content));
}
