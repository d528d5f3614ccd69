import { describe, expect, it } from '@jest/globals';

import { FixedClock } from '#kernel';

import { AccessTokenExchange } from './access-token.js';
import { CallCap } from './call-cap.js';
import { SignInCodes } from './sign-in-code.js';

const account = { appid: 'wx1', secret: 's1' };

function exchangeWithCap(mostPerMinute: number) {
  const clock = new FixedClock(0);
  const codes = new SignInCodes(clock);
  const exchange = new AccessTokenExchange(account, codes, new CallCap(clock, mostPerMinute));
  const ask = (code: string) => exchange.exchange({ ...account, code, grant_type: 'authorization_code' });
  const newCode = () => codes.issue({ openid: 'sim-0000001', scope: 'snsapi_base' }) ?? '';
  return { clock, ask, newCode };
}

describe('the exchange of a code', () => {
  it('works to the last millisecond of five minutes and not after', () => {
    const { clock, ask, newCode } = exchangeWithCap(100);
    const [early, late] = [newCode(), newCode()];
    clock.advanceMs(5 * 60_000 - 1);
    expect(ask(early)).toMatchObject({ openid: 'sim-0000001', expires_in: 7200, scope: 'snsapi_base' });
    clock.advanceMs(1);
    expect(ask(late)).toMatchObject({ errcode: 42003 });
    expect(ask(early)).toMatchObject({ errcode: 40163 });
  });

  it('does not know a code any more when an hour has passed', () => {
    const { clock, ask, newCode } = exchangeWithCap(100);
    const code = newCode();
    clock.advanceMs(60 * 60_000);
    expect(ask(code)).toMatchObject({ errcode: 40029 });
  });

  it('is refused beyond the cap of a minute, without spending the code, and works in the next', () => {
    const { clock, ask, newCode } = exchangeWithCap(2);
    const codes = [newCode(), newCode(), newCode()] as const;
    expect(ask(codes[0])).toHaveProperty('openid');
    expect(ask(codes[1])).toHaveProperty('openid');
    expect(ask(codes[2])).toMatchObject({ errcode: 45011 });
    clock.advanceMs(60_000);
    expect(ask(codes[2])).toHaveProperty('openid');
  });
});
