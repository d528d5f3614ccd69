import type { IdentityConfig } from '#identity';
import type { env } from './env.js';

/** What the identity room must be told, from the environment. */
export function identityConfigOf(from: typeof env): IdentityConfig {
  return {
    wechat: {
      appid: from.WECHAT_APPID,
      secret: from.WECHAT_SECRET,
      authoriseBaseUrl: from.WECHAT_AUTHORISE_ORIGIN,
      apiBaseUrl: from.WECHAT_API_ORIGIN,
      callbackUrl: `${from.PUBLIC_ORIGIN}/api/auth/wechat/callback`,
    },
    verifier: {
      endpoint: from.ALIYUN_CLOUDAUTH_ORIGIN,
      accessKeyId: from.ALIYUN_ACCESS_KEY_ID,
      accessKeySecret: from.ALIYUN_ACCESS_KEY_SECRET,
    },
    personalData: { ...from.PERSONAL_DATA_KEYS, indexKey: from.PERSONAL_DATA_INDEX_KEY },
    pass: from.PASS_KEYS,
  };
}
