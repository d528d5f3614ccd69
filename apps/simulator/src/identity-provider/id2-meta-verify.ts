import { personOf, numberOfIdNumber } from '../population/person-number.js';
import { parseResidentId } from '../population/resident-id.js';

/** Whether the operation was called rightly is in `Code`; what was found out is in `BizCode`. */
export type Id2MetaAnswer =
  | { Code: '200'; Message: 'success'; ResultObject: { BizCode: BizCode } }
  | { Code: '400'; Message: '参数不能为空' }
  | { Code: '401'; Message: '参数非法' };

/** 1: name and number agree. 2: they do not. 3: the number is not on record. */
type BizCode = '1' | '2' | '3';

/** Han characters of any plane, the middle dot of transcribed names, Latin letters of the few who have them. */
const nameShape = /^[\p{Script=Han}\p{Script=Latin}·• .]{1,50}$/u;

/** Two-element check: 阿里云 › 金融级实人认证 › "身份二要素核验", interface Id2MetaVerify of 2019-03-07. */
export function id2MetaVerify(parameters: Readonly<Record<string, unknown>>): Id2MetaAnswer {
  const { ParamType: kind, UserName: name, IdentifyNum: idNumber } = parameters;
  if (!kind || !name || !idNumber) return { Code: '400', Message: '参数不能为空' };
  const isWellFormed =
    kind === 'normal' &&
    typeof name === 'string' &&
    nameShape.test(name) &&
    typeof idNumber === 'string' &&
    parseResidentId(idNumber.toUpperCase()) !== undefined;
  if (!isWellFormed) return { Code: '401', Message: '参数非法' };
  return { Code: '200', Message: 'success', ResultObject: { BizCode: compare(name, idNumber.toUpperCase()) } };
}

function compare(name: string, idNumber: string): BizCode {
  const n = numberOfIdNumber(idNumber);
  if (n === undefined) return '3';
  return personOf(n).name === name ? '1' : '2';
}
