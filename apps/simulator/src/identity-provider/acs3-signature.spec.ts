import { describe, expect, it } from '@jest/globals';

import { acs3Signature } from './acs3-signature.js';

describe('the V3 signature', () => {
  it('is that of the worked example ("固定参数示例") of V3版本请求体&签名机制', () => {
    const request = {
      method: 'POST',
      rawQuery: 'RegionId=cn-shanghai&ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd',
      headers: {
        host: 'ecs.cn-shanghai.aliyuncs.com',
        'x-acs-action': 'RunInstances',
        'x-acs-version': '2014-05-26',
        'x-acs-date': '2023-10-26T10:22:32Z',
        'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
        'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      },
      body: new Uint8Array(),
    };
    const signed = 'host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version';
    expect(acs3Signature('YourAccessKeySecret', request, signed)).toBe(
      '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });

  it('is over the query as decoded, however it was encoded', () => {
    const sign = (rawQuery: string) =>
      acs3Signature('s', { method: 'POST', rawQuery, headers: { host: 'h' }, body: new Uint8Array() }, 'host');
    expect(sign('b=%E5%BC%A0%20(1)*&a=~')).toBe(sign('a=%7E&b=%e5%bc%a0+%281%29%2A'));
    expect(sign('a=1')).not.toBe(sign('a=2'));
  });
});
