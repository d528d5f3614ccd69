import { describe, expect, it } from '@jest/globals';

import { callbackAddress, readAuthorizeRequest } from './authorize.js';

const right = {
  appid: 'wx1',
  redirect_uri: 'https://example.org/back?round=7',
  response_type: 'code',
  scope: 'snsapi_base',
  state: 'a'.repeat(128),
  as: 'sim-0000001',
};

describe('the address of the authorisation', () => {
  it('leads back to where it came from, with code and state added to what was there', () => {
    const asked = readAuthorizeRequest({ ...right, state: 'S1' }, 'wx1');
    if ('errorCode' in asked) throw new Error(asked.sentence);
    expect(callbackAddress(asked, 'C1')).toBe('https://example.org/back?round=7&code=C1&state=S1');
    const bare = { ...asked, redirectUri: new URL('http://127.0.0.1:3000/back#top') };
    expect(callbackAddress(bare, 'C1')).toBe('http://127.0.0.1:3000/back?code=C1&state=S1#top');
  });

  it('takes a state of 128 characters, and none', () => {
    expect(readAuthorizeRequest(right, 'wx1')).toHaveProperty('state', right.state);
    expect(readAuthorizeRequest({ ...right, state: undefined }, 'wx1')).toHaveProperty('state', '');
  });

  it.each([
    [{ appid: 'wx2' }, 10012],
    [{ appid: ['wx1', 'wx1'] }, 10012],
    [{ redirect_uri: '/back' }, 10003],
    [{ redirect_uri: 'javascript:alert(1)' }, 10003],
    [{ redirect_uri: 'javascript://a.example/%0aalert(1)' }, 10003],
    [{ redirect_uri: 'https://' }, 10003],
    [{ redirect_uri: undefined }, 10003],
    [{ response_type: 'token' }, 10010],
    [{ scope: 'snsapi_login' }, 10005],
    [{ state: 'a'.repeat(129) }, 10013],
    [{ state: 'a-b' }, 10013],
    [{ as: 'no spaces' }, 10006],
  ])('is refused with %j', (wrong, errorCode) => {
    expect(readAuthorizeRequest({ ...right, ...wrong }, 'wx1')).toHaveProperty('errorCode', errorCode);
  });
});
