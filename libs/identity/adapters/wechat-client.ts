import { Refusal } from '#kernel';
import { WechatAuthorisation } from '../domain/wechat-authorisation.js';
import { NoAnswer, OutsideCaller, type OutsideAnswer } from './outside-call.js';

export interface WechatConfig {
  appid: string;
  secret: string;
  /** Where the browser is sent: `https://open.weixin.qq.com` */
  authoriseBaseUrl: string;
  /** Where codes are traded: `https://api.weixin.qq.com` */
  apiBaseUrl: string;
  /** This system's own callback, as the browser reaches it: `https://…/api/auth/wechat/callback` */
  callbackUrl: string;
  /** For the whole exchange of a code; 2,000 if not given. */
  timeoutMs?: number;
}

/** Source of all codes: WeChat, «网页授权» and «全局返回码». Invalid, used, and timed out. */
const CODE_REFUSED = new Set([40029, 40163, 42003]);
/** System busy; daily and minute quotas reached. */
const ASK_LATER = new Set([-1, 45009, 45011]);

export class WechatClient extends WechatAuthorisation {
  readonly appid: string;
  private readonly caller: OutsideCaller;

  constructor(private readonly config: WechatConfig) {
    super();
    this.appid = config.appid;
    this.caller = new OutsideCaller(config.apiBaseUrl, config.timeoutMs ?? 2_000);
  }

  authoriseUrl(state: string): string {
    // The order is WeChat's: it refuses the same parameters in another one.
    const query = new URLSearchParams([
      ['appid', this.config.appid],
      ['redirect_uri', this.config.callbackUrl],
      ['response_type', 'code'],
      ['scope', 'snsapi_base'],
      ['state', state],
    ]);
    const base = this.config.authoriseBaseUrl.replace(/\/$/, '');
    return `${base}/connect/oauth2/authorize?${query.toString()}#wechat_redirect`;
  }

  async exchange(code: string): Promise<string> {
    const query = new URLSearchParams({
      appid: this.config.appid,
      secret: this.config.secret,
      code,
      grant_type: 'authorization_code',
    });
    try {
      return openidOf(await this.caller.call({ method: 'GET', path: `/sns/oauth2/access_token?${query.toString()}` }));
    } catch (error) {
      if (error instanceof NoAnswer) throw new Refusal('identity/wechat-unavailable', {}, { cause: error });
      throw error;
    }
  }
}

function openidOf({ status, text }: OutsideAnswer): string {
  const { openid, errcode } = readAnswer(text);
  if (typeof openid === 'string' && /^[\w-]{1,64}$/.test(openid)) return openid;
  if (typeof errcode !== 'number' || ASK_LATER.has(errcode)) {
    throw new NoAnswer(
      `WeChat answered HTTP ${String(status)}, errcode ${typeof errcode === 'number' ? String(errcode) : 'none'}`,
    );
  }
  if (CODE_REFUSED.has(errcode)) throw new Refusal('identity/sign-in-failed');
  // A wrong secret, a missing permission, an address not on the list: ours to put right, nobody's to try again.
  throw new Error(`WeChat refuses this system with errcode ${String(errcode)}`);
}

function readAnswer(text: string): { openid?: unknown; errcode?: unknown } {
  try {
    return (JSON.parse(text) ?? {}) as { openid?: unknown; errcode?: unknown };
  } catch (cause) {
    throw new NoAnswer('the answer is not JSON', { cause: (cause as Error).name });
  }
}
