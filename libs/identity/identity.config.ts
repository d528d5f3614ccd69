import type { CipherKeysConfig } from './adapters/aes-gcm-cipher.js';
import type { AliyunVerifierConfig } from './adapters/aliyun-identity-verifier.js';
import type { WrittenKeyRing } from './adapters/key-ring.js';
import type { WechatConfig } from './adapters/wechat-client.js';

/** What the room must be told; the app binds it from its environment. Nothing here has a default host or secret. */
export abstract class IdentityConfig {
  abstract readonly wechat: WechatConfig;
  abstract readonly verifier: AliyunVerifierConfig;
  abstract readonly personalData: CipherKeysConfig;
  abstract readonly pass: WrittenKeyRing;
}
