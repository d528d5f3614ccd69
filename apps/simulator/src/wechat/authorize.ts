import type { Scope } from './sign-in-code.js';

/** What the address of `connect/oauth2/authorize` asks for, checked. */
export interface AuthorizeRequest {
  redirectUri: URL;
  scope: Scope;
  /** Empty when none was sent. */
  state: string;
  /** Who signs in at once; undefined when that is to be asked on the page. */
  as: string | undefined;
}

export interface AuthorizeFault {
  errorCode: number;
  sentence: string;
}

const openidShape = /^[\w-]{1,64}$/;
const stateShape = /^[a-zA-Z0-9]{0,128}$/;

/**
 * The rules of 微信开放文档 › 公众号 › 网页开发 › 网页授权, "第一步" and its list of codes (10003, 10005, 10012 …). What
 * the list has no code for, a malformed state for one, has the code of the nearest.
 */
export function readAuthorizeRequest(
  query: Readonly<Record<string, unknown>>,
  appid: string,
): AuthorizeRequest | AuthorizeFault {
  const redirectUri = webAddress(query['redirect_uri']);
  const scope = query['scope'];
  const state = query['state'] ?? '';
  const as = query['as'] === '' ? undefined : query['as'];
  if (query['appid'] !== appid) return { errorCode: 10012, sentence: 'appid 参数错误' };
  if (redirectUri === undefined) return { errorCode: 10003, sentence: 'redirect_uri 参数错误' };
  if (query['response_type'] !== 'code') return { errorCode: 10010, sentence: 'response_type 参数错误' };
  if (scope !== 'snsapi_base' && scope !== 'snsapi_userinfo') {
    return { errorCode: 10005, sentence: 'scope 参数错误或没有 scope 权限' };
  }
  if (typeof state !== 'string' || !stateShape.test(state)) return { errorCode: 10013, sentence: 'state 参数错误' };
  if (as !== undefined && (typeof as !== 'string' || !openidShape.test(as))) {
    return { errorCode: 10006, sentence: 'openid 格式错误' };
  }
  return { redirectUri, scope, state, as };
}

/** Where the browser goes with its code: the address it came with, `code` and `state` added to its query. */
export function callbackAddress({ redirectUri, state }: AuthorizeRequest, code: string): string {
  const address = new URL(redirectUri);
  address.search += `${address.search === '' ? '?' : '&'}code=${code}&state=${state}`;
  return address.href;
}

function webAddress(text: unknown): URL | undefined {
  if (typeof text !== 'string' || !/^https?:\/\//i.test(text)) return undefined;
  return URL.parse(text) ?? undefined;
}
