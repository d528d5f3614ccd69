import { describe, expect, it } from '@jest/globals';

import { personOf } from '../population/person-number.js';
import { composeResidentId } from '../population/resident-id.js';
import { id2MetaVerify } from './id2-meta-verify.js';

const she = personOf(16);
const right = { ParamType: 'normal', UserName: she.name, IdentifyNum: she.idNumber };
const bizCode = (parameters: object) => id2MetaVerify({ ...right, ...parameters });
const found = (code: string) => ({ Code: '200', Message: 'success', ResultObject: { BizCode: code } });

describe('Id2MetaVerify', () => {
  it('says 1 when name and number agree, for every sort of name there is', () => {
    for (let n = 0; n < 2_000; n += 1) {
      const { name, idNumber } = personOf(n);
      expect(bizCode({ UserName: name, IdentifyNum: idNumber })).toEqual(found('1'));
    }
  });

  it('takes a small x at the end for the large one', () => {
    const ending = Array.from({ length: 100 }, (_, n) => personOf(n)).find((person) => person.idNumber.endsWith('X'));
    if (ending === undefined) throw new Error('one number in eleven ends in X');
    expect(bizCode({ UserName: ending.name, IdentifyNum: ending.idNumber.toLowerCase() })).toEqual(found('1'));
  });

  it('says 2 when the name is another, and when its middle dot is another character', () => {
    expect(bizCode({ UserName: '王小明' })).toEqual(found('2'));
    expect(she.name).toContain('·');
    expect(bizCode({ UserName: she.name.replace('·', '•') })).toEqual(found('2'));
  });

  it('says 3 of a well-formed number that nobody has', () => {
    expect(bizCode({ IdentifyNum: composeResidentId('110105', '1990-01-01', 2) })).toEqual(found('3'));
  });

  it.each([
    [{ UserName: '' }, '400'],
    [{ IdentifyNum: undefined }, '400'],
    [{ ParamType: undefined }, '400'],
    [{ ParamType: 'md5' }, '401'],
    [{ UserName: '张3' }, '401'],
    [{ UserName: '张'.repeat(51) }, '401'],
    [{ IdentifyNum: '140299200208264140' }, '401'],
    [{ IdentifyNum: ['140299200208264145', '1'] }, '401'],
  ])('has no result for %j', (wrong, code) => {
    const answer = bizCode(wrong);
    expect(answer.Code).toBe(code);
    expect(answer).not.toHaveProperty('ResultObject');
  });
});
