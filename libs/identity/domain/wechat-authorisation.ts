/** WeChat web authorisation (网页授权, scope snsapi_base): who is in front of the screen, as an openid. */
export abstract class WechatAuthorisation {
  /** The official account that openids belong to. */
  abstract readonly appid: string;

  /** Where to send the browser. `state` is 1 to 128 letters and digits and comes back with the code. */
  abstract authoriseUrl(state: string): string;

  /**
   * Trades the code, good once and for five minutes, for the openid.
   * @throws Refusal `identity/sign-in-failed` for a code that is wrong, used or too old
   * @throws Refusal `identity/wechat-unavailable` when WeChat gave no answer or asks to slow down
   */
  abstract exchange(code: string): Promise<string>;
}
