import { describe, expect, it } from '@jest/globals';

import { EnvFault, readEnv } from './env.js';

const needed = {
  WECHAT_APPID: 'wx-of-a-test',
  WECHAT_SECRET: 'a-secret',
  ALIYUN_ACCESS_KEY_ID: 'a-key',
  ALIYUN_ACCESS_KEY_SECRET: 'a-key-secret',
};

describe('the configuration', () => {
  it('has defaults for the address and the cap only', () => {
    expect(readEnv(needed)).toEqual({ ...needed, PORT: 3999, HOST: '127.0.0.1', WECHAT_CALLS_PER_MINUTE: 50_000 });
  });

  it('names every faulty variable at once and repeats no value', () => {
    const faulty = { ...needed, PORT: '99999', WECHAT_CALLS_PER_MINUTE: 'plenty', WECHAT_SECRET: '' };
    const read = () => readEnv({ ...faulty, ALIYUN_ACCESS_KEY_ID: undefined });
    expect(read).toThrow(EnvFault);
    expect(read).toThrow(
      'configuration: PORT is over 65535; WECHAT_SECRET is empty; ' +
        'WECHAT_CALLS_PER_MINUTE is not a number; ALIYUN_ACCESS_KEY_ID is missing',
    );
    expect(read).not.toThrow(/99999|plenty/);
  });
});
