import { expect, test } from '@jest/globals';
import { acs3Headers } from './acs3-signature.js';

test('the example of Alibaba Cloud’s own document comes out as printed there', () => {
  const headers = acs3Headers(
    {
      method: 'POST',
      host: 'ecs.cn-shanghai.aliyuncs.com',
      query: 'ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai',
      action: 'RunInstances',
      version: '2014-05-26',
      date: '2023-10-26T10:22:32Z',
      nonce: '3156853299f313e23d1673dc12e1703d',
    },
    'YourAccessKeyId',
    'YourAccessKeySecret',
  );
  expect(headers['authorization']).toBe(
    'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,' +
      'SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,' +
      'Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
  );
});

test('a form and its type are signed with the rest', () => {
  const request = {
    ...{ method: 'POST', host: 'h', query: '', action: 'A', version: 'v', date: 'd', nonce: 'n' },
    body: { text: 'a=1', contentType: 'application/x-www-form-urlencoded' },
  };
  const signed = acs3Headers(request, 'id', 'secret')['authorization'];
  expect(signed).toContain('SignedHeaders=content-type;host;');
  const others = [
    { ...request, body: { ...request.body, text: 'a=2' } },
    { ...request, body: { ...request.body, contentType: 'text/plain' } },
  ];
  for (const other of others) expect(acs3Headers(other, 'id', 'secret')['authorization']).not.toBe(signed);
});
